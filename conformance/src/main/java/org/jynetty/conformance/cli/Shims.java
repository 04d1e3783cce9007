package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shims of a run, by name, each with the reason that its file gives in {@code WHY}.
 *
 * @param reasons in alphabetical order
 * @param jvmOptions what they ask for on the command line of a JVM, in {@code JVM_OPTION}
 */
record Shims(Map<String, String> reasons, List<String> jvmOptions) {
    private static final Pattern WHY = Pattern.compile("(?m)^WHY = '(.*)'$");
    private static final Pattern JVM_OPTION = Pattern.compile("(?m)^JVM_OPTION = '(.*)'$");

    /** The chosen ones of those that the folder {@code shims} holds; all where nothing is chosen. */
    static Shims choose(Path python, Optional<List<String>> chosen) throws IOException, UserException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> found = Files.list(python.resolve("shims"))) {
            for (Path file :
                    found.filter(each -> each.toString().endsWith(".py")).toList()) {
                String source = Files.readString(file);
                if (WHY.matcher(source).find()) {
                    sources.put(file.getFileName().toString().replace(".py", ""), source);
                }
            }
        }
        Map<String, String> reasons = new TreeMap<>();
        List<String> jvmOptions = new ArrayList<>();
        for (String name : chosen.orElse(List.copyOf(sources.keySet()))) {
            String source = sources.get(name);
            if (source == null) {
                throw new UserException("no such shim: " + name + "; there are " + String.join(", ", sources.keySet()));
            }
            constant(WHY, source).ifPresent(why -> reasons.put(name, why));
            constant(JVM_OPTION, source).ifPresent(jvmOptions::add);
        }
        return new Shims(reasons, jvmOptions);
    }

    private static Optional<String> constant(Pattern pattern, String source) {
        Matcher found = pattern.matcher(source);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    List<String> names() {
        return List.copyOf(reasons.keySet());
    }
}
