package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 */
record Shims(Map<String, String> reasons) {
    private static final Pattern WHY = Pattern.compile("(?m)^WHY = '(.*)'$");

    /** The chosen ones of those that the folder {@code shims} holds; all where nothing is chosen. */
    static Shims choose(Path python, Optional<List<String>> chosen) throws IOException, UserException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> found = Files.list(python.resolve("shims"))) {
            for (Path file :
                    found.filter(each -> each.toString().endsWith(".py")).toList()) {
                String name = file.getFileName().toString().replace(".py", "");
                Matcher why = WHY.matcher(Files.readString(file));
                if (why.find()) {
                    all.put(name, why.group(1));
                }
            }
        }
        if (chosen.isEmpty()) {
            return new Shims(all);
        }
        Map<String, String> some = new TreeMap<>();
        for (String name : chosen.get()) {
            if (!all.containsKey(name)) {
                throw new UserException("no such shim: " + name + "; there are " + String.join(", ", all.keySet()));
            }
            some.put(name, all.get(name));
        }
        return new Shims(some);
    }

    List<String> names() {
        return List.copyOf(reasons.keySet());
    }
}
