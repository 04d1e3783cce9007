package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What figures of REPORT.md were measured on, so that they can be told from others. */
final class Circumstances {
    private Circumstances() {}

    /** The last commit that changed what is measured. */
    static String revision(Layout layout) throws IOException, InterruptedException {
        String commit = git(layout, "log", "-1", "--format=%h", "--", "impl", "pom.xml");
        String changes = git(layout, "status", "--porcelain", "--", "impl", "pom.xml");
        return commit.isEmpty() ? "unknown" : changes.isEmpty() ? commit : commit + ", changed";
    }

    private static String git(Layout layout, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", layout.root().toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "";
    }

    /** What it is measured on. */
    static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("JDK", Runtime.version().toString());
        machine.put("Linux", System.getProperty("os.version"));
        machine.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return machine;
    }
}
