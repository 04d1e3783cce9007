package org.jynetty.conformance.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jynetty.certs.TestCa;
import org.jynetty.conformance.bench.BenchReport;
import org.jynetty.conformance.bench.Benchmark;
import org.jynetty.conformance.bench.Contestant;
import org.jynetty.conformance.bench.Figures;
import org.jynetty.conformance.bench.Measure;
import org.jynetty.conformance.bench.Measures;
import org.jynetty.conformance.catalogue.Selection;
import org.jynetty.fixtures.CPython;
import org.jynetty.fixtures.ProvisioningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast each implementation is. An option with an empty value counts as not given. */
@Command(name = "bench", description = "Measures how fast each implementation is, in turns and against the same peer.")
final class BenchCommand implements Callable<Integer> {
    private static final String LIMIT = "limit";

    /** A study, which runs only when it is asked for: how an event loop in the background would do. */
    private static final String BACKGROUND = "background";

    private static final List<String> DEFAULT =
            List.of(Implementations.CPYTHON, Implementations.JYNETTY, Implementations.STOCK, LIMIT);

    @Mixin
    private JythonOptions jython;

    @Option(names = "--only", defaultValue = "", description = "measures, with * and ?, separated by commas")
    private String only;

    @Option(
            names = "--implementations",
            defaultValue = "",
            description = "some of cpython,jynetty,stock,limit,background; default: all but the last")
    private String implementations;

    @Option(names = "--rounds", defaultValue = "", description = "rounds of each measure; default: 5")
    private String rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "",
            description = "seconds before them, for each implementation that compiles; default: 5")
    private String warmUp;

    @Option(
            names = "--record",
            defaultValue = "",
            description = "true: keep the figures for REPORT.md, beside those of other measures of the same jynetty")
    private String record;

    @Override
    public Integer call() throws IOException, InterruptedException, UserException {
        Layout layout = jython.layout();
        Path target = layout.root().resolve("target/bench");
        Path certificates = target.resolve("certificates");
        TestCa.create().writeTo(certificates);
        CPython cpython;
        try {
            cpython = CPython.provision();
        } catch (ProvisioningException e) {
            throw new UserException("there is nothing to compare with: " + e.getMessage(), e);
        }
        Contestant reference = new Contestant(
                Implementations.CPYTHON,
                false,
                "sockets",
                List.of(cpython.executable().toString(), "-B"),
                cpython.environment());
        Benchmark benchmark = new Benchmark(
                layout.python().resolve("bench"),
                reference,
                contestants(reference),
                certificates,
                target.resolve("logs"),
                new Benchmark.Effort(
                        OptionText.number("bench.rounds", rounds).orElse(5),
                        Duration.ofSeconds(
                                OptionText.number("bench.warmup", warmUp).orElse(5))),
                System.out::println);
        List<Measure> measures = Measures.load(Selection.parse(only)::mentions);
        Figures figures = benchmark.run(measures, Circumstances.revision(layout), Circumstances.machine());
        figures.write(target.resolve("bench.json"));
        Files.writeString(target.resolve("bench.md"), BenchReport.section(figures, measures));
        if (Boolean.parseBoolean(record)) {
            Figures kept = Files.exists(layout.figures())
                    ? figures.over(Figures.read(layout.figures()), Measures.load())
                    : figures;
            kept.write(layout.figures());
        }
        System.out.println("Figures: " + target.resolve("bench.md"));
        return 0;
    }

    /** What REPORT.md says of performance: what was last kept for it. */
    static String section(Layout layout) throws IOException {
        return Files.exists(layout.figures())
                ? "\n"
                        + BenchReport.section(Figures.read(layout.figures()), Measures.load())
                                .stripTrailing() + "\n"
                : "";
    }

    private List<Contestant> contestants(Contestant reference) throws UserException {
        Implementations jythons = jython.implementations(jython.layout());
        List<String> asked = implementations.isEmpty() ? DEFAULT : List.of(implementations.split(","));
        List<String> known =
                Stream.concat(DEFAULT.stream(), Stream.of(BACKGROUND)).toList();
        if (!known.containsAll(asked)) {
            throw new UserException(
                    "implementations are some of " + String.join(", ", known) + ", not " + implementations);
        }
        List<Contestant> contestants = new ArrayList<>();
        for (String name : asked) {
            contestants.add(name.equals(Implementations.CPYTHON) ? reference : onJython(jythons, name));
        }
        return contestants;
    }

    /** With the JVM's own settings: what people get who set none. */
    private static Contestant onJython(Implementations jythons, String name) throws UserException {
        List<String> classPath = new ArrayList<>();
        Collection<Path> jars = jythons.jars(name).values();
        jars.forEach(jar -> classPath.add(jar.toString()));
        boolean plain = name.equals(LIMIT) || name.equals(BACKGROUND);
        if (plain) {
            classPath.add(System.getProperty("java.class.path"));
        }
        return new Contestant(
                name,
                true,
                plain ? name : "sockets",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpython.cachedir.skip=true",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        "org.python.util.jython",
                        "-B"),
                Map.of());
    }
}
