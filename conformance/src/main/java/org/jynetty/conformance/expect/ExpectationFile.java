package org.jynetty.conformance.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * An expectation file as text in blocks: what is not changed stays as it was written, comments included. A block begins
 * with {@code [[expect]]}; comments directly above belong to it.
 */
public final class ExpectationFile {
    private static final String HEADER = "[[expect]]";
    private static final Pattern OUTCOMES = Pattern.compile("(?m)^outcomes\\s*=\\s*\\[[^\\]\\n]*\\]");
    private static final TomlMapper MAPPER = TomlMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Block(String text, Expectation entry) {}

    /** The file as the TOML mapper sees it. */
    private record Document(List<Expectation> expect) {}

    private final Path file;
    private final String preamble;
    private final List<Block> blocks;

    private ExpectationFile(Path file, String preamble, List<Block> blocks) {
        this.file = file;
        this.preamble = preamble;
        this.blocks = blocks;
    }

    /** Reads a file; one that does not exist is empty. {@link IOException} says what is wrong where. */
    public static ExpectationFile read(Path file) throws IOException {
        List<String> chunks = Files.exists(file) ? chunks(Files.readString(file)) : List.of("");
        List<Block> blocks = new ArrayList<>();
        for (String chunk : chunks.subList(1, chunks.size())) {
            blocks.add(new Block(chunk, parse(file, chunk)));
        }
        return new ExpectationFile(file, chunks.get(0), blocks);
    }

    /** The text before the first block, then the blocks. */
    private static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        StringBuilder comments = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.strip().equals(HEADER)) {
                chunks.add(chunk.toString());
                chunk = new StringBuilder(comments);
                comments.setLength(0);
                chunk.append(line).append('\n');
            } else if (line.startsWith("#")) {
                comments.append(line).append('\n');
            } else {
                chunk.append(comments).append(line).append('\n');
                comments.setLength(0);
            }
        }
        chunks.add(chunk.append(comments).toString());
        return chunks;
    }

    private static Expectation parse(Path file, String chunk) throws IOException {
        try {
            List<Expectation> entries = MAPPER.readValue(chunk, Document.class).expect();
            return entries.get(0);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage() + " in\n" + chunk.strip(), e);
        }
    }

    public Path path() {
        return file;
    }

    public List<Expectation> entries() {
        return blocks.stream().map(Block::entry).toList();
    }

    /** The entry for this test that holds here. */
    public Optional<Expectation> find(TestId test, Environment environment) {
        return entries().stream()
                .filter(entry -> entry.test().equals(test) && entry.holds(environment))
                .findFirst();
    }

    /** Entries for the same test that hold in the same place: only the first would ever count. */
    public List<TestId> duplicates(Environment environment) {
        return entries().stream()
                .filter(entry -> entry.holds(environment))
                .collect(Collectors.groupingBy(Expectation::test, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() > 1)
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The same file without this entry. */
    public ExpectationFile without(Expectation entry) {
        return new ExpectationFile(
                file,
                preamble,
                blocks.stream().filter(block -> block.entry() != entry).toList());
    }

    /** The same file with other outcomes for this entry; nothing else of its text changes. */
    public ExpectationFile withOutcomes(Expectation entry, Set<Outcome> outcomes) throws IOException {
        List<Block> changed = new ArrayList<>();
        for (Block block : blocks) {
            changed.add(block.entry() == entry ? rewritten(block, outcomes) : block);
        }
        return new ExpectationFile(file, preamble, changed);
    }

    private Block rewritten(Block block, Set<Outcome> outcomes) throws IOException {
        Matcher line = OUTCOMES.matcher(block.text());
        if (!line.find()) {
            throw new IOException(file + ": write the outcomes in one line:\n" + block.text());
        }
        String text = line.replaceFirst(outcomesLine(outcomes));
        return new Block(text, parse(file, text));
    }

    /** The same file with a new entry, before the first one whose test comes later. */
    public ExpectationFile with(TestId test, Set<Outcome> outcomes, String reason) throws IOException {
        String text = "%s%ntest = \"%s\"%n%s%nreason = %s%n"
                .formatted(HEADER, test, outcomesLine(outcomes), quoted(reason))
                .replace(System.lineSeparator(), "\n");
        int place = 0;
        while (place < blocks.size() && blocks.get(place).entry().test().compareTo(test) < 0) {
            place++;
        }
        List<Block> more = new ArrayList<>(blocks);
        more.add(place, new Block(place < blocks.size() ? text + "\n" : "\n" + text, parse(file, text)));
        return new ExpectationFile(file, preamble, more);
    }

    private static String outcomesLine(Set<Outcome> outcomes) {
        return outcomes.stream()
                .sorted()
                .map(each -> '"' + each.name() + '"')
                .collect(Collectors.joining(", ", "outcomes = [", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
    }

    /** Writes the file where its text has changed; true when it had. */
    public boolean save() throws IOException {
        String text = text();
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        return true;
    }

    String text() {
        StringBuilder text = new StringBuilder(preamble);
        blocks.forEach(block -> text.append(block.text()));
        return text.toString();
    }
}
