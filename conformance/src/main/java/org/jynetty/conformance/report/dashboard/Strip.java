package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.Mark;
import org.jynetty.conformance.result.TestId;

/**
 * The history of a test on an implementation, runs that ended alike together: so that a test that always passes is one
 * piece, whatever the number of runs.
 *
 * @param pieces oldest first
 */
record Strip(List<Piece> pieces) {
    /** From this many changes on a test is noise rather than once broken and once mended. */
    private static final int NOISY = 3;

    /**
     * Runs in a row that ended alike.
     *
     * @param mark how; null where there is no result
     * @param runs how many
     * @param first the first of them
     * @param last the last of them
     */
    record Piece(Mark mark, int runs, HistoryEntry first, HistoryEntry last) {}

    static Strip of(List<HistoryEntry> runs, TestId id, String implementation) {
        List<Piece> pieces = new ArrayList<>();
        for (HistoryEntry run : runs) {
            Mark mark = run.mark(id, implementation).orElse(null);
            Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
            if (last != null && Objects.equals(last.mark, mark)) {
                pieces.set(pieces.size() - 1, new Piece(mark, last.runs + 1, last.first, run));
            } else {
                pieces.add(new Piece(mark, 1, run, run));
            }
        }
        return new Strip(List.copyOf(pieces));
    }

    int runs() {
        return pieces.stream().mapToInt(Piece::runs).sum();
    }

    /** Whether this test cannot be relied on: it was flaky in a run, or changes its mind again and again. */
    boolean isNoisy() {
        List<Piece> known = pieces.stream().filter(piece -> piece.mark != null).toList();
        return known.stream().anyMatch(piece -> piece.mark.flaky()) || known.size() > NOISY;
    }
}
