package org.jynetty.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianIsTheMiddleOneWhateverTheOrder() {
        assertEquals(3, of(9, 1, 3).median());
        assertEquals(2.5, of(4, 1, 2, 3).median());
    }

    @Test
    void theDeviationIsHalfTheDistanceOfTheQuartilesOverTheMedian() {
        assertEquals(1 / 3.0, of(10, 20, 30, 5, 15).deviation(), 1e-9); // the quartiles are 10 and 20
        assertEquals(0, of(7).deviation());
    }

    @Test
    void oneOutlierMovesNeither() {
        assertEquals(of(10, 20, 30, 40, 50), of(10, 20, 30, 40, 50_000));
    }

    private static Spread of(double... values) {
        return Spread.of(
                DoubleStream.of(values).mapToObj(value -> new Sample(value, 0)).toList(), Sample::value);
    }
}
