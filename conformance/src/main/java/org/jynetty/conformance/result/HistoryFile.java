package org.jynetty.conformance.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A history file: one run a line, each a JSON object of its own ({@link HistoryEntry}), the oldest first. So runs can be
 * appended, the file can be cut at any line, and the history of a test can be looked up with grep.
 */
public final class HistoryFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addKeyDeserializer(TestId.class, new TestIdKey()))
            .build();

    private HistoryFile() {}

    /** The runs, the oldest first; none where there is no file. {@link IOException} names the line that is no run. */
    public static List<HistoryEntry> read(Path file) throws IOException {
        List<HistoryEntry> entries = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    entries.add(parse(lines.get(i), file + " line " + (i + 1)));
                }
            }
        }
        return entries;
    }

    private static HistoryEntry parse(String line, String place) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(line);
            SchemaVersion.check(tree, HistoryEntry.SCHEMA, place);
            return MAPPER.treeToValue(tree, HistoryEntry.class);
        } catch (JsonProcessingException e) {
            throw new IOException(place + ": not a run of a history: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Adds a run at its place in time, and lets the oldest go where there are more than {@code keep}. A run that is there
     * already is not added again: then nothing changes, and false is returned.
     */
    public static boolean append(Path file, HistoryEntry entry, int keep) throws IOException {
        List<HistoryEntry> entries = new ArrayList<>(read(file));
        if (entries.stream().anyMatch(entry::isSameRunAs)) {
            return false;
        }
        entries.add(entry);
        entries.sort(Comparator.comparing(HistoryEntry::started));
        write(file, entries.subList(Math.max(0, entries.size() - keep), entries.size()));
        return true;
    }

    /** In place of the old file at once: a reader sees the one or the other, and a write that fails loses nothing. */
    private static void write(Path file, List<HistoryEntry> entries) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (HistoryEntry entry : entries) {
            lines.append(MAPPER.writeValueAsString(entry)).append('\n');
        }
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = folder.resolve(file.getFileName() + ".new");
        try {
            Files.writeString(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
