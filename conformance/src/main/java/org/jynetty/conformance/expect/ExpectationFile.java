package org.jynetty.conformance.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * An expectation file as text in blocks: what is not changed stays as it was written, comments included. A block begins
 * with {@code [[expect]]}; comments directly above belong to it. Before the first block the file may say which suites it
 * {@code covers}; one that does not covers all.
 */
public final class ExpectationFile {
    private static final TomlMapper MAPPER = TomlMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What stands before the blocks, as the TOML mapper sees it. */
    private record Head(Set<String> covers) {}

    private final Path file;
    private final String preamble;
    private final Set<String> covers;
    private final List<Block> blocks;

    private ExpectationFile(Path file, String preamble, Set<String> covers, List<Block> blocks) {
        this.file = file;
        this.preamble = preamble;
        this.covers = covers;
        this.blocks = blocks;
    }

    /** Reads a file; one that does not exist is empty. {@link IOException} says what is wrong where. */
    public static ExpectationFile read(Path file) throws IOException {
        List<String> chunks = Files.exists(file) ? chunks(text(file)) : List.of("");
        List<Block> blocks = new ArrayList<>();
        for (String chunk : chunks.subList(1, chunks.size())) {
            blocks.add(Block.parse(file, chunk));
        }
        return new ExpectationFile(file, chunks.get(0), covers(file, chunks.get(0)), blocks);
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is not text in UTF-8", e);
        }
    }

    /** Empty where all suites are covered. */
    private static Set<String> covers(Path file, String preamble) throws IOException {
        try {
            Set<String> covers = MAPPER.readValue(preamble, Head.class).covers();
            return covers == null ? Set.of() : Set.copyOf(covers);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage() + " before the first " + Block.HEADER, e);
        }
    }

    /** Whether the file speaks of this suite: one that is not covered does not gate. */
    public boolean covers(String suite) {
        return covers.isEmpty() || covers.contains(suite);
    }

    /** The text before the first block, then the blocks. */
    private static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        StringBuilder comments = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.strip().equals(Block.HEADER)) {
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

    public Path path() {
        return file;
    }

    public List<Expectation> entries() {
        return blocks.stream().map(Block::entry).toList();
    }

    /** The entry for this test that holds here. */
    public Optional<Expectation> find(TestId test, Environment environment) {
        return blocks.stream()
                .map(Block::entry)
                .filter(entry -> entry.tests().contains(test) && entry.holds(environment))
                .findFirst();
    }

    /** Tests that have several entries which hold in the same place: only the first would ever count. */
    public List<TestId> duplicates(Environment environment) {
        return blocks.stream()
                .map(Block::entry)
                .filter(entry -> entry.holds(environment))
                .flatMap(entry -> entry.tests().stream())
                .collect(Collectors.groupingBy(test -> test, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The same file without this test of this entry; an entry whose only test it is goes as a whole. */
    public ExpectationFile without(Expectation entry, TestId test) throws IOException {
        List<Block> fewer = new ArrayList<>();
        for (Block block : blocks) {
            if (block.entry() != entry) {
                fewer.add(block);
            } else if (block.isGroup()) {
                fewer.add(block.without(test, file));
            }
        }
        return new ExpectationFile(file, preamble, covers, fewer);
    }

    /** The same file with other outcomes for this test of this entry; the entry's other tests keep theirs. */
    public ExpectationFile withOutcomes(Expectation entry, TestId test, Set<Outcome> outcomes) throws IOException {
        if (entry.tests().size() > 1) {
            return without(entry, test).with(entry.withTests(List.of(test)).withOutcomes(outcomes));
        }
        List<Block> changed = new ArrayList<>();
        for (Block block : blocks) {
            changed.add(block.entry() == entry ? block.withOutcomes(outcomes, file) : block);
        }
        return new ExpectationFile(file, preamble, covers, changed);
    }

    /**
     * The same file with a new entry: its tests go into the group that is like it in everything else, or they become a
     * block of their own, before the first one whose tests come later.
     */
    public ExpectationFile with(Expectation entry) throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.isGroup() && block.entry().isLike(entry)) {
                for (TestId test : entry.tests()) {
                    block = block.with(test, file);
                }
                List<Block> changed = new ArrayList<>(blocks);
                changed.set(i, block);
                return new ExpectationFile(file, preamble, covers, changed);
            }
        }
        TestId first = entry.tests().stream().sorted().findFirst().orElseThrow();
        int place = 0;
        while (place < blocks.size() && blocks.get(place).entry().tests().get(0).compareTo(first) < 0) {
            place++;
        }
        String text = Block.of(entry).text();
        List<Block> more = new ArrayList<>(blocks);
        more.add(place, Block.parse(file, place < blocks.size() ? text + "\n" : isEmpty() ? text : "\n" + text));
        return new ExpectationFile(file, preamble, covers, more);
    }

    private boolean isEmpty() {
        return blocks.isEmpty() && preamble.isEmpty();
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
