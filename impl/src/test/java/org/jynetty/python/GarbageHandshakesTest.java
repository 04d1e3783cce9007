package org.jynetty.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jynetty.certs.TestCa;
import org.jynetty.fuzz.Corpus;
import org.jynetty.fuzz.Mutator;
import org.jynetty.tls.RecordFuzzer;
import org.python.util.PythonInterpreter;

/**
 * A listening {@code SSLSocket}, whose {@code accept()} does the handshake, meets {@code -Dgarbage.handshakes} clients that
 * send anything: it serves the next one who sends what is right, holds no more memory, and a program is told as OpenSSL
 * tells it.
 */
class GarbageHandshakesTest {
    private static final int HANDSHAKES = Integer.getInteger("garbage.handshakes", 400);

    /** After so many of them one that is right. */
    private static final int INTERVAL = 100;

    private static final long SEED = 50_000;

    /** How much more the heap may hold in the end than when one tenth was over, in bytes: what a collection leaves, by and by. */
    private static final long GROWTH = 4 << 20;

    private static final String SERVER =
            """
            import socket, ssl, threading
            listener = ssl.wrap_socket(socket.socket(), server_side=True, certfile=certificate)
            listener.bind(('127.0.0.1', 0))
            listener.listen(5)
            told, served, wrong = {}, [0], []
            def serve():
                while True:
                    try:
                        connection = listener.accept()[0]
                    except ssl.SSLError as error:
                        key = type(error).__name__, error.library, error.reason, error.errno
                        told[key] = told.get(key, 0) + 1
                    except socket.error as error:
                        key = type(error).__name__, error.errno
                        told[key] = told.get(key, 0) + 1
                    else:
                        message = connection.recv(100)
                        connection.sendall(message)
                        connection.close()
                        served[0] += 1
                        if message == 'stop':
                            return
            server = threading.Thread(target=serve)
            server.daemon = True
            server.start()
            port = listener.getsockname()[1]
            def greet(message):
                client = ssl.wrap_socket(socket.create_connection(('127.0.0.1', port)))
                client.sendall(message)
                answer = client.recv(100)
                client.close()
                return answer
            """;

    /** What OpenSSL and the kernel may say: a library and a reason; the end of the stream, which is error 0; a reset. */
    private static final String ODD =
            """
            [key for key in told if not (
                key[0] == 'SSLError' and (key[1] == 'SSL' or key[3] in (ssl.SSL_ERROR_EOF, ssl.SSL_ERROR_SSL))
                or key[0] == 'error' and key[1] in (0, 32, 104))]""";

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void theServerGoesOn() throws Exception {
        Path certificate = directory.resolve("server.pem");
        Files.writeString(certificate, TestCa.shared().entry("server-ec").bundlePem());
        List<byte[]> corpus = new ArrayList<>();
        for (byte[] input : Corpus.of(RecordFuzzer.class.getName())) {
            corpus.add(Arrays.copyOfRange(input, 1, input.length)); // the first byte is not for the wire
        }
        Mutator garbage = new Mutator(corpus, new Random(SEED));
        try (PythonInterpreter python = Interpreters.open()) {
            python.set("certificate", certificate.toString());
            python.exec(SERVER);
            int port = python.eval("port").asInt();
            long early = 0;
            for (int i = 0; i < HANDSHAKES; i++) {
                send(port, garbage.next());
                if (i % INTERVAL == INTERVAL - 1) {
                    assertEquals("hello", python.eval("greet('hello')").toString());
                }
                if (i == HANDSHAKES / 10) {
                    early = usedHeap();
                }
            }
            assertEquals("stop", python.eval("greet('stop')").toString());
            python.exec("server.join()");
            long late = usedHeap();
            System.out.printf(
                    "%,d garbage handshakes: heap %,d KB after a tenth, %,d KB at the end; %s%n",
                    HANDSHAKES, early >> 10, late >> 10, python.eval("sorted(told.items())"));
            assertEquals(HANDSHAKES, python.eval("sum(told.values())").asInt());
            assertEquals(1 + HANDSHAKES / INTERVAL, python.eval("served[0]").asInt());
            assertEquals("[]", python.eval(ODD).toString());
            assertTrue(late - early <= GROWTH, (late - early) + " bytes more on the heap");
            python.exec("listener.close()");
        }
    }

    /** Sends it and nothing more, and reads to the end. */
    private static void send(int port, byte[] garbage) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            try {
                out.write(garbage);
                socket.shutdownOutput();
                in.readAllBytes();
            } catch (SocketException e) {
                // The server had enough of it before it was all said.
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
