package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/** A test that cannot be relied on in a column, with what it did there. */
record Noise(Column column, TestId id, TestResult result, Strip strip) {
    static List<Noise> of(Board board) {
        List<Noise> found = new ArrayList<>();
        for (Column column : board.columns()) {
            column.lane().latest().tests().forEach((id, row) -> {
                TestResult result = row.get(column.implementation());
                if (result != null) {
                    Strip strip = column.strip(id);
                    if (Status.of(result) == Status.FLAKY || strip.isNoisy()) {
                        found.add(new Noise(column, id, result, strip));
                    }
                }
            });
        }
        return found;
    }
}
