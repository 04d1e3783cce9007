package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StreamSocketTest {

    @Test
    void bothEndsInOneThread() throws Exception {
        try (StreamSocket listener = StreamSocket.listen();
                StreamSocket client = StreamSocket.connect(listener.localAddress());
                StreamSocket server = listener.accept(CallerLoop.NEVER)) {
            byte[] message = "hello".getBytes(StandardCharsets.US_ASCII);
            client.send(message, 0, message.length);
            byte[] buffer = new byte[16];
            int count = server.receive(buffer, 0, buffer.length, CallerLoop.NEVER);
            assertArrayEquals(message, Arrays.copyOf(buffer, count));
            client.close();
            assertEquals(-1, server.receive(buffer, 0, buffer.length, CallerLoop.NEVER));
        }
    }
}
