package org.jynetty.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
    private static final Measure TRIPS = new Measure(
            "trips", "trips", "trip", true, Set.of(), Map.of("cpython", 0.6, "stock", 25.0), null, 1, 0, "why");
    private static final Measure MEMORY = new Measure(
            "memory", "memory", null, false, Set.of("limit"), Map.of("stock", 0.3), "bytes", 1, 4096, "why not");

    private final Figures figures = new Figures(
            "abc1234",
            Map.of("JDK", "17"),
            Map.of(
                    "trips",
                    Map.of(
                            "cpython", samples(100, 110, 90),
                            "jynetty", samples(50, 50, 50),
                            "stock", samples(1, 1, 1)),
                    "memory",
                    Map.of("jynetty", samples(2048, 2048, 2048), "stock", samples(8192, 8192, 8192))),
            Map.of("trips", Map.of("limit", "it has ended")));

    @TempDir
    private Path folder;

    @Test
    void aRatioThatFallsShortIsBold() {
        String section = section();

        assertTrue(section.contains("| trips | **0.50** (≥ 0.60) | 50.0 (≥ 25.0) | – |"), section);
    }

    @Test
    void ofSecondsAndBytesLessIsBetter() {
        String section = section();

        assertTrue(section.contains("| memory | – | 0.25 (≤ 0.30) | – |"), section);
        assertTrue(section.contains("2.00 KB ±0 % (≤ 4.00 KB)"), section);
    }

    @Test
    void whyARatioFallsShortIsSaidAsLongAsItDoes() {
        String section = section();

        assertTrue(section.contains("- trips: why\n"), section);
        assertFalse(section.contains("- memory: why not"), section);
    }

    @Test
    void theFiguresHaveTheirSpreadAndTheCpuTime() {
        String section = section();

        assertTrue(section.contains("| trips, pinned | trip | 100/s ±5 %, 2.00 µs | 50/s ±0 %, 2.00 µs |"), section);
    }

    @Test
    void whatCouldNotBeMeasuredIsSaid() {
        assertTrue(section().contains("`limit` has no `trips`: it has ended."), section());
    }

    @Test
    void theSectionIsMadeAgainFromTheFileByteForByte() throws IOException {
        figures.write(folder.resolve("bench.json"));

        Figures again = Figures.read(folder.resolve("bench.json"));

        assertEquals(section(), BenchReport.section(again, List.of(TRIPS, MEMORY)));
        again.write(folder.resolve("again.json"));
        assertEquals(Files.readString(folder.resolve("bench.json")), Files.readString(folder.resolve("again.json")));
    }

    @Test
    void aRunInPartsIsPutTogether() {
        Figures later = new Figures(
                "abc1234", Map.of("JDK", "17"), Map.of("memory", Map.of("jynetty", samples(1024))), Map.of());

        Figures both = later.over(figures, List.of(TRIPS, MEMORY));

        assertEquals(List.of("trips", "memory"), List.copyOf(both.samples().keySet()));
        assertEquals(samples(1024), both.samples().get("memory").get("jynetty"));
        assertEquals(figures.missing(), both.missing());
    }

    @Test
    void figuresOfAnotherJynettyAreNotMixedIn() {
        Figures later = new Figures("other", Map.of("JDK", "17"), Map.of(), Map.of());

        assertEquals(later, later.over(figures, List.of(TRIPS, MEMORY)));
    }

    @Test
    void aForeignFileIsRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"schema\": 1}");

        assertTrue(assertThrows(IOException.class, () -> Figures.read(file))
                .getMessage()
                .contains("other.json"));
    }

    private String section() {
        return BenchReport.section(figures, List.of(TRIPS, MEMORY));
    }

    private static List<Sample> samples(double... values) {
        return java.util.stream.DoubleStream.of(values)
                .mapToObj(value -> new Sample(value, 2e-6))
                .toList();
    }
}
