package org.jynetty.conformance.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * An entry as it is written. An edit changes the line that it is about, and no other.
 *
 * @param text from the comments above {@code [[expect]]} to the next block
 */
record Block(String text, Expectation entry) {
    static final String HEADER = "[[expect]]";

    private static final Pattern OUTCOMES = Pattern.compile("(?m)^outcomes\\s*=\\s*\\[[^\\]\\n]*\\]");
    private static final Pattern TEST_LINE =
            Pattern.compile("(?m)^[ \\t]*[\"']([^\"'\\n]+::[^\"'\\n]+)[\"'][ \\t]*,?.*\\n");
    private static final TomlMapper MAPPER = TomlMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The block as the TOML mapper sees it. */
    private record Document(List<Expectation> expect) {}

    /** Reads a block; {@link IOException} names the file and quotes the block that is not well-formed. */
    static Block parse(Path file, String text) throws IOException {
        try {
            return new Block(
                    text, MAPPER.readValue(text, Document.class).expect().get(0));
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage() + " in\n" + text.strip(), e);
        }
    }

    /** A new block. */
    static Block of(Expectation entry) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        if (entry.tests().size() == 1) {
            lines.add("test = " + quoted(entry.tests().get(0).toString()));
        } else {
            lines.add("tests = [");
            entry.tests().stream().sorted().forEach(test -> lines.add(testLine(test)));
            lines.add("]");
        }
        lines.add(outcomesLine(entry.outcomes()));
        lines.add("reason = " + quoted(entry.reason()));
        if (entry.link() != null) {
            lines.add("link = " + quoted(entry.link()));
        }
        if (entry.hostLimited()) {
            lines.add("host-limited = true");
        }
        if (entry.when() != null) {
            lines.add("when = " + condition(entry.when()));
        }
        if (entry.expires() != null) {
            lines.add("expires = " + entry.expires());
        }
        return new Block(lines.stream().map(line -> line + "\n").collect(Collectors.joining()), entry);
    }

    /** The same block without a test, which must not be its only one. */
    Block without(TestId test, Path file) throws IOException {
        Matcher lines = TEST_LINE.matcher(text);
        while (lines.find()) {
            if (lines.group(1).equals(test.toString())) {
                return parse(file, text.substring(0, lines.start()) + text.substring(lines.end()));
            }
        }
        throw new IOException(file + ": write one test a line:\n" + text);
    }

    /** The same block with a further test, at its place in the alphabet; the block must be one of several tests. */
    Block with(TestId test, Path file) throws IOException {
        Matcher lines = TEST_LINE.matcher(text);
        int end = -1;
        while (lines.find()) {
            if (lines.group(1).compareTo(test.toString()) > 0) {
                return parse(
                        file, text.substring(0, lines.start()) + testLine(test) + "\n" + text.substring(lines.start()));
            }
            end = lines.end();
        }
        if (end < 0) {
            throw new IOException(file + ": write one test a line:\n" + text);
        }
        String before = text.substring(0, end - 1);
        String comma = before.stripTrailing().endsWith(",") ? "" : ",";
        return parse(file, before + comma + "\n" + testLine(test) + "\n" + text.substring(end));
    }

    /** The same block with other outcomes. */
    Block withOutcomes(Set<Outcome> outcomes, Path file) throws IOException {
        Matcher line = OUTCOMES.matcher(text);
        if (!line.find()) {
            throw new IOException(file + ": write the outcomes in one line:\n" + text);
        }
        return parse(file, line.replaceFirst(outcomesLine(outcomes)));
    }

    /** Whether tests can be added to this block. */
    boolean isGroup() {
        return entry.tests().size() > 1;
    }

    private static String testLine(TestId test) {
        return "    " + quoted(test.toString()) + ",";
    }

    private static String outcomesLine(Set<Outcome> outcomes) {
        return outcomes.stream()
                .sorted()
                .map(each -> '"' + each.name() + '"')
                .collect(Collectors.joining(", ", "outcomes = [", "]"));
    }

    private static String condition(Condition when) {
        List<String> members = new ArrayList<>();
        if (when.os() != null) {
            members.add("os = " + quoted(when.os()));
        }
        if (when.jdk() != null) {
            members.add("jdk = " + quoted(when.jdk()));
        }
        if (when.jython() != null) {
            members.add("jython = " + quoted(when.jython()));
        }
        return members.stream().collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
    }
}
