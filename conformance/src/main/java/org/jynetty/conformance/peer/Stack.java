package org.jynetty.conformance.peer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that speaks TLS, as the header of its script describes it: {@code # key: value} lines.
 *
 * @param role what it is in the conversation
 * @param name the script's name
 * @param library the TLS library that it is built on
 * @param needs the programs that its script runs, and what other files it needs, by path
 * @param without where it is not: distributions, or versions of TLS or scenarios in distributions, as in {@code bullseye/1.3}
 * @param version a shell command that prints its version
 * @param speaks what it says over TLS, for the tests to say the fitting thing
 * @param versions of TLS, as in {@code 1.2}
 * @param certificates the kinds of server certificates that it can have or verify: rsa, ec, ed25519
 * @param features what it can do beyond what every peer can
 */
record Stack(
        Role role,
        String name,
        String library,
        List<String> needs,
        List<String> without,
        String version,
        String speaks,
        List<String> versions,
        List<String> certificates,
        List<String> features) {
    private static final Pattern HEADER = Pattern.compile("(?m)^# ([a-z]+): (.+)$");

    enum Role {
        SERVER,
        CLIENT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All scripts of the folder, servers first, by name. */
    static List<Stack> readAll(Path folder) throws IOException {
        List<Stack> stacks = new ArrayList<>();
        for (Role role : Role.values()) {
            List<Path> scripts = new ArrayList<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.resolve(role.label()))) {
                found.forEach(scripts::add);
            }
            scripts.sort(null);
            for (Path script : scripts) {
                stacks.add(of(role, script));
            }
        }
        return stacks;
    }

    private static Stack of(Role role, Path script) throws IOException {
        Map<String, String> header = new HashMap<>();
        Matcher line = HEADER.matcher(Files.readString(script));
        while (line.find()) {
            header.put(line.group(1), line.group(2).strip());
        }
        for (String key : List.of("library", "needs", "version", "speaks", "tls", "certificates")) {
            if (!header.containsKey(key)) {
                throw new IOException(script + " has no line \"# " + key + ": ...\"");
            }
        }
        return new Stack(
                role,
                script.getFileName().toString(),
                header.get("library"),
                words(header.get("needs")),
                words(header.getOrDefault("without", "")),
                header.get("version"),
                header.get("speaks"),
                words(header.get("tls")),
                words(header.get("certificates")),
                words(header.getOrDefault("can", "")));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" +")).filter(word -> !word.isEmpty()).toList();
    }

    /** @param place a distribution, or a version of TLS or a scenario in one */
    boolean isIn(String place) {
        return !without.contains(place);
    }

    /** The script, relative to the folder of all scripts. */
    String script() {
        return role.label() + "/" + name;
    }
}
