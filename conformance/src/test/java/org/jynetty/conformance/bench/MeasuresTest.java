package org.jynetty.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final Set<String> IMPLEMENTATIONS = Set.of("cpython", "jynetty", "stock", "limit");

    @Test
    void theMeasuresOfThisBuildAreWellFormed() throws IOException {
        List<Measure> all = Measures.load();

        assertTrue(all.size() > 30, all.toString());
        for (Measure measure : all) {
            assertTrue(IMPLEMENTATIONS.containsAll(measure.without()), measure.name());
            assertTrue(IMPLEMENTATIONS.containsAll(measure.goals().keySet()), measure.name());
            assertTrue(measure.goals().keySet().stream().noneMatch(measure.without()::contains), measure.name());
        }
    }

    @Test
    void someCanBeChosen() throws IOException {
        assertEquals(
                List.of("recv"),
                Measures.load("recv"::equals).stream().map(Measure::name).toList());
    }

    @Test
    void aRateHasAUnitAndWhatIsMeasuredOnceHasNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Measure("m", "m", null, false, Set.of(), Map.of(), null, 1, 0, null));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Measure("m", "m", "unit", false, Set.of(), Map.of(), "bytes", 1, 0, null));
    }
}
