package org.jynetty.tls;

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
import org.openjdk.jmh.annotations.Warmup;

/** A TLS 1.3 record of 16 KiB. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RecordBenchmark {
    private final byte[] plain = new byte[TlsConnection.MAX_RECORD];
    private final byte[] opened = new byte[TlsConnection.MAX_RECORD];
    private TlsConnection client;
    private TlsConnection server;
    private TlsConnection sender;

    @Setup
    public void connect() {
        MemoryPair pair = pair();
        client = pair.client;
        server = pair.server;
        sender = pair().client;
    }

    private static MemoryPair pair() {
        return new MemoryPair(new TlsContext(Protocol.TLS), Contexts.with(Protocol.TLS, "server-ec"), null).handshake();
    }

    @Benchmark
    public byte[] seal() throws TlsException {
        sender.write(plain, 0, plain.length);
        return sender.takeOutput();
    }

    @Benchmark
    public int sealAndOpen() throws TlsException {
        client.write(plain, 0, plain.length);
        byte[] record = client.takeOutput();
        server.feed(record, 0, record.length);
        return server.read(opened, 0, opened.length);
    }
}
