package org.jynetty.net;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What select() and poll() do for one socket without waiting, and a receive of the byte that is there. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class PollBenchmark {
    private static final byte[] BYTE = new byte[1];

    private TcpPair idle;
    private TcpPair ready;

    @Setup
    public void connect() throws NetException {
        idle = TcpPair.connect();
        ready = TcpPair.connect();
        TcpPair.send(ready.client, "x");
    }

    @TearDown
    public void close() {
        idle.close();
        ready.close();
    }

    @Benchmark
    public int nothing() throws NetException {
        return poll(idle);
    }

    @Benchmark
    public int something() throws NetException {
        return poll(ready);
    }

    private static int poll(TcpPair pair) throws NetException {
        Multiplexer.Request request = new Multiplexer.Request(pair.server, PollEvents.IN, PollEvents.IN, false);
        return Multiplexer.poll(new Multiplexer.Request[] {request}, 0);
    }

    /** Both on the loopback: two system calls, and what is around them. */
    @Benchmark
    public int roundOfOneByte() throws NetException {
        idle.client.send(BYTE, 0, 1, 0, OpenSocket.BLOCKING);
        return idle.server.receive(BYTE, 0, 1, 0, OpenSocket.BLOCKING);
    }
}
