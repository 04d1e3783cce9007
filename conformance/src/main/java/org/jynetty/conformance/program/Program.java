package org.jynetty.conformance.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of socket operations, as the Python package {@code program} describes and runs it: data, not code.
 *
 * @param comments what it shows, line by line, without the comment sign
 * @param prefix what is run first
 * @param branches what is run at the same time, each by a thread of its own; empty in a sequential program
 * @param suffix what is run when all branches have ended
 * @param allowed the outcomes that a concurrent program may have, each a JSON object; empty where they are not recorded
 */
public record Program(
        List<String> comments,
        List<String> prefix,
        List<List<String>> branches,
        List<String> suffix,
        List<String> allowed) {
    /** The version of the language. */
    public static final int VERSION = 1;

    private static final String FIRST_LINE = "program " + VERSION;
    private static final String BRANCH = "branch";
    private static final String END = "end";
    private static final String ALLOW = "allow ";

    public Program {
        comments = List.copyOf(comments);
        prefix = List.copyOf(prefix);
        branches = branches.stream().map(List::copyOf).toList();
        suffix = List.copyOf(suffix);
        allowed = List.copyOf(allowed);
    }

    /** A program without branches. */
    public static Program sequential(List<String> operations) {
        return new Program(List.of(), operations, List.of(), List.of(), List.of());
    }

    /** A program with branches. */
    public static Program concurrent(List<String> prefix, List<List<String>> branches, List<String> suffix) {
        return new Program(List.of(), prefix, branches, suffix, List.of());
    }

    /** Reads what {@link #text()} writes; {@link IllegalArgumentException} says what is wrong. */
    public static Program parse(String text) {
        List<String> comments = new ArrayList<>();
        List<String> prefix = new ArrayList<>();
        List<List<String>> branches = new ArrayList<>();
        List<String> suffix = new ArrayList<>();
        List<String> allowed = new ArrayList<>();
        List<String> target = null;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("#")) {
                comments.add(line.substring(1).strip());
            } else if (target == null && !line.isEmpty()) {
                if (!line.equals(FIRST_LINE)) {
                    throw new IllegalArgumentException("a program begins with '" + FIRST_LINE + "', not " + line);
                }
                target = prefix;
            } else if (line.startsWith(ALLOW)) {
                allowed.add(line.substring(ALLOW.length()));
            } else if (line.equals(BRANCH)) {
                target = new ArrayList<>();
                branches.add(target);
            } else if (line.equals(END)) {
                target = suffix;
            } else if (!line.isEmpty()) {
                target.add(line);
            }
        }
        if (target == null) {
            throw new IllegalArgumentException("a program begins with '" + FIRST_LINE + "'");
        }
        return new Program(comments, prefix, branches, suffix, allowed);
    }

    /** The text form: what is stored, and what the interpreter is given. */
    public String text() {
        StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        comments.forEach(line -> out.append("# ").append(line).append('\n'));
        prefix.forEach(line -> out.append(line).append('\n'));
        for (List<String> branch : branches) {
            out.append(BRANCH).append('\n');
            branch.forEach(line -> out.append(line).append('\n'));
        }
        if (!branches.isEmpty()) {
            out.append(END).append('\n');
        }
        suffix.forEach(line -> out.append(line).append('\n'));
        allowed.forEach(line -> out.append(ALLOW).append(line).append('\n'));
        return out.toString();
    }

    public boolean isConcurrent() {
        return !branches.isEmpty();
    }

    /** How many operations it has. */
    public int size() {
        return prefix.size() + branches.stream().mapToInt(List::size).sum() + suffix.size();
    }

    /** The same program with comments of what it shows. */
    public Program with(List<String> newComments) {
        return new Program(newComments, prefix, branches, suffix, allowed);
    }

    /** The same program with the outcomes that it may have. */
    public Program allowing(List<String> outcomes) {
        return new Program(comments, prefix, branches, suffix, outcomes);
    }

    /** This program less one operation, for each of its operations, the last first; then less one branch. */
    Stream<Program> smaller() {
        Stream<Program> fewer = without(suffix).map(rest -> new Program(comments, prefix, branches, rest, List.of()));
        for (int i = branches.size() - 1; i >= 0; i--) {
            int index = i;
            fewer = Stream.concat(
                    fewer,
                    without(branches.get(i))
                            .map(rest -> new Program(comments, prefix, replaced(index, rest), suffix, List.of())));
        }
        return Stream.concat(
                fewer, without(prefix).map(rest -> new Program(comments, rest, branches, suffix, List.of())));
    }

    private List<List<String>> replaced(int index, List<String> rest) {
        List<List<String>> changed = new ArrayList<>(branches);
        if (rest.isEmpty()) {
            changed.remove(index);
        } else {
            changed.set(index, rest);
        }
        return changed;
    }

    private static Stream<List<String>> without(List<String> lines) {
        return Stream.iterate(lines.size() - 1, i -> i >= 0, i -> i - 1).map(i -> {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(i.intValue());
            return rest;
        });
    }

    @Override
    public String toString() {
        return Stream.of(prefix, branches, suffix).map(Object::toString).collect(Collectors.joining(" "));
    }
}
