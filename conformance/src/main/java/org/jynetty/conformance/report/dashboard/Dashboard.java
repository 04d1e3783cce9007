package org.jynetty.conformance.report.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.TestId;

/**
 * Writes the dashboard: {@code index.html}, {@code tests.html}, a page for each suite and for each test, one style sheet and
 * one script; and {@code summary.md} for where only Markdown is shown. The pages need no server and nothing from elsewhere, and can be read without the script. They are made from
 * results and history alone: the same input gives the same files, byte for byte.
 *
 * <p>Each test has a page of its own, which holds what only somebody who looks at this test wants to see: observations,
 * tracebacks, thread dumps. So the pages that are opened first stay small whatever a run has to tell, and a page of a test
 * is a few kilobytes.
 */
public final class Dashboard {
    /** By it a folder is known to hold a dashboard, whose files may be replaced. */
    public static final String MARKER = "assets/dashboard.js";

    /** All that it writes into its folder. */
    public static final List<String> CONTENT =
            List.of("index.html", "tests.html", "summary.md", "suite", "test", "assets");

    private static final List<String> ASSETS = List.of(MARKER, "assets/dashboard.css");
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, Dashboard.class.getPackageName());

    private final Path folder;
    private final Board board;
    private final Links links;

    private Dashboard(Path folder, Board board) {
        this.folder = folder;
        this.board = board;
        this.links = new Links(board.tests());
    }

    /**
     * Writes the pages into a folder, beside what is there.
     *
     * @param runs at least one; those of one environment are shown as its present and its past
     * @param history what is known of earlier runs; may be empty
     */
    public static void write(Path folder, Collection<Results> runs, Collection<HistoryEntry> history)
            throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a dashboard needs a run");
        }
        new Dashboard(folder, Board.of(runs, history)).write();
    }

    private void write() throws IOException {
        for (String asset : ASSETS) {
            Path file = folder.resolve(asset);
            Files.createDirectories(file.getParent());
            try (InputStream in = Objects.requireNonNull(Dashboard.class.getResourceAsStream(asset), asset);
                    OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
        }
        Files.writeString(folder.resolve("summary.md"), MarkdownSummary.of(board));
        page("index.html", "index.jte", Map.of());
        page(links.suite(""), "tests.jte", Map.of("suite", "", "ids", List.copyOf(board.tests())));
        for (String suite : board.suites()) {
            page(links.suite(suite), "tests.jte", Map.of("suite", suite, "ids", board.tests(suite)));
            Files.createDirectories(
                    folder.resolve("test").resolve(links.suite(suite)).getParent());
        }
        try {
            board.tests().parallelStream().forEach(this::testPage);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void testPage(TestId id) {
        try {
            page(links.test(id), "test.jte", Map.of("id", id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page(String path, String template, Map<String, Object> more) throws IOException {
        Utf8ByteOutput output = new Utf8ByteOutput();
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("view", new View(board, links, "../".repeat((int)
                        path.chars().filter(c -> c == '/').count())));
        TEMPLATES.render(template, parameters, output);
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            output.writeTo(out);
        }
    }
}
