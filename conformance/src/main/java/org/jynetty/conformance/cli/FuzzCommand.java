package org.jynetty.conformance.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jynetty.conformance.program.Finding;
import org.jynetty.conformance.program.Fuzz;
import org.jynetty.conformance.program.KeptPrograms;
import org.jynetty.conformance.program.Program;
import org.jynetty.conformance.program.SideBySide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches for differences from CPython with generated programs, and keeps what it finds. */
@Command(
        name = "fuzz",
        description =
                "Runs generated programs of socket operations on CPython and on jynetty, and compares their traces.")
final class FuzzCommand implements Callable<Integer>, Fuzz.Listener {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int BATCH = 150; // of concurrent programs, half a minute's

    @Mixin
    private JythonOptions jython;

    @Option(names = "--minutes", defaultValue = "5", description = "how long to search; default: ${DEFAULT-VALUE}")
    private double minutes;

    @Option(names = "--programs", description = "how many programs at most; default: as many as the time allows")
    private int programs = Integer.MAX_VALUE;

    @Option(names = "--seed", description = "the same seed gives the same programs; default: a fresh one")
    private Long seed;

    @Option(names = "--mix", defaultValue = "both", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Fuzz.Mix mix;

    @Option(
            names = "--shrink",
            defaultValue = "120",
            description = "how many seconds to make each program that differs smaller; default: ${DEFAULT-VALUE}")
    private long shrink;

    @Option(names = "--keep", description = "the folder for what is found; default: fixtures/programs")
    private Path keep;

    private long begin;
    private long lastLine;
    private int found;

    @Override
    public Integer call() throws IOException, InterruptedException, UserException {
        Layout layout = jython.layout();
        keep = keep == null ? layout.programs() : keep;
        long chosen = seed == null ? new Random().nextInt(1_000_000_000) : seed;
        System.out.printf("seed %d (the same programs again: --seed=%d)%n", chosen, chosen);
        try (Sides sides = Sides.open(layout, jython.implementations(layout))) {
            Fuzz fuzz = new Fuzz(sides.differential, chosen, mix, this);
            fuzz.inBatchesOf(BATCH);
            fuzz.shrinkFor(Duration.ofSeconds(shrink));
            learnWhatIsKnown(fuzz, layout);
            if (mix == Fuzz.Mix.CONCURRENT) {
                fuzz.warmUp();
            }
            begin = lastLine = System.nanoTime();
            Fuzz.Counts counts = fuzz.run();
            printLine(counts);
            printExcuses(counts);
        }
        System.out.println(found == 0 ? "no new difference" : found + " new differences, kept in " + keep);
        return found == 0 ? 0 : Main.GATE_FAILS;
    }

    /** What a kept program shows, still, is known: the gate says whether there is a reason for it. */
    private void learnWhatIsKnown(Fuzz fuzz, Layout layout) throws IOException, InterruptedException {
        for (Map.Entry<String, Program> kept :
                KeptPrograms.in(layout.programs()).entrySet()) {
            if (fuzz.learn(kept.getValue())) {
                System.out.println("known: " + kept.getKey());
            }
        }
    }

    @Override
    public boolean compared(Fuzz.Counts counts) {
        long now = System.nanoTime();
        if (now - lastLine > BETWEEN_LINES.toNanos()) {
            lastLine = now;
            printLine(counts);
        }
        return counts.programs() < programs && now - begin < minutes * 60e9;
    }

    private void printLine(Fuzz.Counts counts) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%.0f s: %d sequential, %d concurrent programs (%d runs; %d with fewer than all), %.1f a second; %d differed, %d once and not again, %d for a known reason%n",
                seconds,
                counts.sequential(),
                counts.concurrent(),
                counts.runs(),
                counts.incomplete(),
                counts.programs() / seconds,
                counts.different(),
                counts.notAgain(),
                counts.excusedPrograms());
    }

    private static void printExcuses(Fuzz.Counts counts) {
        counts.excused()
                .forEach((excuse, programs) -> System.out.printf("%d programs: %s%n", programs, excuse.reason()));
    }

    @Override
    public void found(Finding finding) {
        found++;
        Path file = save(finding, keep);
        System.out.printf("%n%s%n%s", finding.headline(), finding.program().text());
        System.out.print(SideBySide.of(
                Implementations.CPYTHON,
                finding.nearestAllowed(),
                Implementations.JYNETTY,
                finding.comparison().seen()));
        System.out.printf("again: conformance replay %s%n%n", file);
    }

    @Override
    public void notAgain(Finding finding) {
        Path file = save(finding, keep.resolve("not-again"));
        System.out.printf(
                "once, and not again: %s (%s)%n%s",
                finding.headline(),
                file,
                SideBySide.of(
                        Implementations.CPYTHON,
                        finding.nearestAllowed(),
                        Implementations.JYNETTY,
                        finding.comparison().seen()));
    }

    private static Path save(Finding finding, Path folder) {
        try {
            Files.createDirectories(folder);
            String text = finding.kept().text();
            Path file = folder.resolve(
                    "found-%08x.txt".formatted(finding.program().text().hashCode()));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
