package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of processes: nothing, data and the end are told apart, and no byte is lost to who looks. */
@Timeout(30)
class StreamSourceTest {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private PipedOutputStream writer;
    private BufferedInputStream stream;
    private StreamSource source;

    @BeforeEach
    void open() throws IOException {
        writer = new PipedOutputStream();
        stream = new BufferedInputStream(new PipedInputStream(writer)) {}; // as the streams of processes, a subclass
        source = StreamSource.of(stream);
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
    }

    @Test
    void aStreamHasOneSource() {
        assertSame(source, StreamSource.of(stream));
    }

    @Test
    void dataIsTold() throws IOException {
        assertEquals(0, poll(0));
        writer.write(new byte[] {1, 2});
        writer.flush();
        assertEquals(PollEvents.IN, poll(LIMIT));
        assertEquals(1, stream.read());
        assertEquals(PollEvents.IN, poll(LIMIT));
        assertEquals(2, stream.read());
    }

    @Test
    void theEndIsToldAfterTheData() throws IOException {
        assertEquals(0, poll(0)); // somebody looks ahead from now on
        writer.write(7);
        writer.close();
        assertEquals(PollEvents.IN, poll(LIMIT));
        assertEquals(7, stream.read());
        assertEquals(PollEvents.HANG_UP, poll(LIMIT));
        assertEquals(-1, stream.read());
    }

    @Test
    void aClosedStreamHasEnded() throws IOException {
        stream.close();
        assertEquals(PollEvents.HANG_UP, poll(LIMIT));
    }

    private int poll(long timeout) throws IOException {
        Multiplexer.Request request =
                new Multiplexer.Request(source, PollEvents.IN, PollEvents.IN | PollEvents.ALWAYS, true);
        Multiplexer.poll(new Multiplexer.Request[] {request}, timeout);
        return request.result();
    }
}
