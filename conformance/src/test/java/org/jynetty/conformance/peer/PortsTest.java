package org.jynetty.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void whoListensIsSeenAndWhoIsConnectedIsNot() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            port = listener.getLocalPort();
            assertTrue(Ports.isListening(port));
            assertFalse(Ports.isListening(client.getLocalPort()));
        }
        assertFalse(Ports.isListening(port));
    }

    @Test
    void aPortIsNotGivenTwiceInARow() throws IOException {
        assertNotEquals(Ports.free(), Ports.free());
    }
}
