package org.jynetty.conformance.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakReportTest {
    private static final Held HELD = new Held(10, 9, 5000, 40 << 20, 1 << 17);
    private static final Cycle CONNECTIONS = new Cycle("connections", 100_000, 60, HELD, HELD);
    private static final LoadResult OURS = new LoadResult(
            "jynetty", 20, List.of(), Map.of("answered", 5000L, "bytes", 3L << 20, "killed", 7L), HELD, HELD);
    private static final LoadResult STOCK = new LoadResult(
            "stock", 20, List.of("a thread hangs: soak serve\n    at X"), Map.of("violations", 12L), null, null);

    @TempDir
    private Path folder;

    private static SoakFigures figures(List<Cycle> cycles, List<LoadResult> loads) {
        return new SoakFigures("abc1234", Map.of("JDK", "17"), cycles, loads);
    }

    @Test
    void showsWhatWasHeldAndWhatWasViolated() {
        String section = SoakReport.section(figures(List.of(CONNECTIONS), List.of(OURS, STOCK)));

        assertTrue(section.contains("| connections | 100,000 | 10 → 10 | 9 → 9 |"), section);
        assertTrue(section.contains("| jynetty | 20 | 0 | 5,000 | 3 |"), section);
        assertTrue(section.contains("| stock | 20 | 12 |"), section);
        assertTrue(section.contains("- a thread hangs: soak serve\n"), section);
    }

    @Test
    void aLeakIsShownInItsRow() {
        Held more = new Held(500, 9, 5000, 40 << 20, 1 << 17);
        String section = SoakReport.section(figures(List.of(new Cycle("listeners", 1000, 9, HELD, more)), List.of()));

        assertTrue(section.contains("| listeners, **500 descriptors, 10 before** |"), section);
    }

    @Test
    void figuresOfAPartReplaceThatPart() throws Exception {
        SoakFigures older = figures(List.of(CONNECTIONS), List.of(STOCK));
        Path file = folder.resolve("soak.json");
        older.write(file);

        SoakFigures both = figures(List.of(), List.of(OURS)).over(SoakFigures.read(file));

        assertEquals(List.of(CONNECTIONS), both.cycles());
        assertEquals(List.of(STOCK, OURS), both.loads());
    }

    @Test
    void peersSendTheDataOfTheProgram() {
        byte[] pattern = Peer.pattern();
        // As soak/flows.py has them.
        assertEquals(0, pattern[0] & 0xff ^ (1103515245L + 12345 & 0x7fffffff) >> 16 & 0xff);
        assertEquals(pattern[7919 % Peer.PERIOD + 5], Peer.coded(pattern, 1, 5, 1)[0]);
    }
}
