package org.jynetty.conformance.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.worker.RunListener;

/** Shows how a run goes: a bar on a terminal; elsewhere a line for each suite that has finished. Guarded by {@code this}. */
final class Progress implements RunListener, AutoCloseable {
    private final PrintStream out;
    private final ProgressBar bar;
    private final Map<String, int[]> left = new TreeMap<>();

    private Progress(PrintStream out, ProgressBar bar) {
        this.out = out;
        this.bar = bar;
    }

    /** A bar where somebody looks at a terminal, lines elsewhere. */
    static Progress of(boolean terminal) {
        ProgressBar bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("conformance")
                        .setInitialMax(0)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build()
                : null;
        return new Progress(System.out, bar);
    }

    @Override
    public synchronized void planned(String interpreter, String suite, int tests) {
        left.computeIfAbsent(interpreter + " " + suite, key -> new int[2])[0] += tests;
        if (bar != null) {
            bar.maxHint(bar.getMax() + tests);
        }
    }

    @Override
    public synchronized void finished(String interpreter, TestId id, Attempt attempt) {
        String key = interpreter + " " + id.suite();
        int[] counts = left.computeIfAbsent(key, each -> new int[2]);
        counts[1]++;
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(" " + interpreter + " " + id);
        } else if (counts[1] == counts[0]) {
            out.println(key + ": " + counts[0] + " tests done");
        }
        if (attempt.outcome() == Outcome.CRASH) {
            note(interpreter + " crashed in " + id + "; a new worker goes on");
        }
    }

    @Override
    public synchronized void note(String message) {
        if (bar == null) {
            out.println(message);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
