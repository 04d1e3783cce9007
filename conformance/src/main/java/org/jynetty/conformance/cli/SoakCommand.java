package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jynetty.certs.TestCa;
import org.jynetty.conformance.soak.Cycle;
import org.jynetty.conformance.soak.Cycles;
import org.jynetty.conformance.soak.JythonCommand;
import org.jynetty.conformance.soak.Load;
import org.jynetty.conformance.soak.LoadResult;
import org.jynetty.conformance.soak.SoakFigures;
import org.jynetty.conformance.soak.SoakReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Long runs. An option with an empty value counts as not given. */
@Command(
        name = "soak",
        description = "Counted cycles, after which nothing may be left, and random load with faults for some time.")
final class SoakCommand implements Callable<Integer> {
    private static final List<String> ALL = List.of(Implementations.JYNETTY, Implementations.STOCK);

    @Mixin
    private JythonOptions jython;

    @Option(names = "--minutes", defaultValue = "", description = "of load; default: 20, and 0 for none")
    private String minutes;

    @Option(
            names = "--implementations",
            defaultValue = "",
            description = "of the load: some of jynetty,stock; default: both. The cycles are jynetty's alone.")
    private String implementations;

    @Option(names = "--connections", defaultValue = "", description = "that are made; default: 100000")
    private String connections;

    @Option(names = "--handshakes", defaultValue = "", description = "of TLS; default: 10000")
    private String handshakes;

    @Option(names = "--listeners", defaultValue = "", description = "that are opened; default: 1000")
    private String listeners;

    @Option(names = "--interpreters", defaultValue = "", description = "that are opened; default: 1000")
    private String interpreters;

    @Option(names = "--seed", defaultValue = "", description = "of the load; default: the time")
    private String seed;

    @Option(names = "--record", defaultValue = "", description = "true: keep the figures for REPORT.md")
    private String record;

    @Override
    public Integer call() throws IOException, InterruptedException, UserException {
        Layout layout = jython.layout();
        Path target = layout.root().resolve("target/soak");
        Path certificates = target.resolve("certificates");
        TestCa.create().writeTo(certificates);
        Path python = layout.python().resolve("soak");
        List<String> asked = implementations.isEmpty() ? ALL : List.of(implementations.split(","));
        if (!ALL.containsAll(asked)) {
            throw new UserException(
                    "implementations are some of " + String.join(", ", ALL) + ", not " + implementations);
        }
        Implementations jythons = jython.implementations(layout);

        Map<String, Integer> counts = counts();
        List<Cycle> cycles = counts.isEmpty()
                ? List.of()
                : Cycles.run(
                        command(jythons, Implementations.JYNETTY),
                        python,
                        certificates,
                        counts,
                        target.resolve("cycles.log"),
                        System.out::println);
        List<LoadResult> loads = new ArrayList<>();
        int time = OptionText.number("soak.minutes", minutes).orElse(20);
        long number = OptionText.number("soak.seed", seed).orElse((int) (System.nanoTime() & 0xffffff));
        if (time > 0) {
            System.out.println("soak: the seed is " + number);
            Load load = new Load(python, certificates, target.resolve("work"), System.out::println);
            for (String name : asked) {
                loads.add(load.run(name, command(jythons, name), Duration.ofMinutes(time), number));
            }
        }
        SoakFigures figures = new SoakFigures(Circumstances.revision(layout), Circumstances.machine(), cycles, loads);
        figures.write(target.resolve("soak.json"));
        Files.writeString(target.resolve("soak.md"), SoakReport.section(figures));
        if (Boolean.parseBoolean(record)) {
            Path kept = layout.soakFigures();
            (Files.exists(kept) ? figures.over(SoakFigures.read(kept)) : figures).write(kept);
        }
        System.out.println("Figures: " + target.resolve("soak.md"));
        boolean left = cycles.stream().anyMatch(cycle -> !cycle.left().isEmpty());
        boolean violated = loads.stream()
                .anyMatch(each -> each.implementation().equals(Implementations.JYNETTY) && each.violated() > 0);
        loads.forEach(
                each -> each.violations().forEach(text -> System.out.println(each.implementation() + ": " + text)));
        return left || violated ? Main.GATE_FAILS : 0;
    }

    /** What REPORT.md says of reliability: what was last kept for it. */
    static String section(Layout layout) throws IOException {
        return Files.exists(layout.soakFigures())
                ? "\n"
                        + SoakReport.section(SoakFigures.read(layout.soakFigures()))
                                .stripTrailing() + "\n"
                : "";
    }

    private Map<String, Integer> counts() throws UserException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(
                "connections",
                OptionText.number("soak.connections", connections).orElse(100_000));
        counts.put(
                "handshakes", OptionText.number("soak.handshakes", handshakes).orElse(10_000));
        counts.put("listeners", OptionText.number("soak.listeners", listeners).orElse(1_000));
        counts.put(
                "interpreters",
                OptionText.number("soak.interpreters", interpreters).orElse(1_000));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static List<String> command(Implementations jythons, String name) throws UserException {
        return JythonCommand.of(jythons.jars(name).values());
    }
}
