package org.jynetty.python;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.python.core.PyString;

/** A {@code str} of received bytes, and what it would take by Jython's constructor for everybody, which looks at each character. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class BytesToStringBenchmark {
    @Param({"16", "65536"})
    public int size;

    private byte[] bytes;

    @Setup
    public void fill() {
        bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
    }

    @Benchmark
    public PyString unchecked() {
        return Buffers.string(bytes);
    }

    @Benchmark
    public PyString checked() {
        return new PyString(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
