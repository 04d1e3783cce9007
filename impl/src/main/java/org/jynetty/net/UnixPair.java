package org.jynetty.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * socketpair(2) for UNIX streams. Java connects by path only; so a listener stands for a moment in a directory that this
 * user alone can enter.
 */
final class UnixPair {
    private UnixPair() {}

    static StreamSocket[] connect(int protocol) throws NetException {
        Path directory = null;
        Path path = null;
        StreamSocket listener = StreamSocket.open(Family.UNIX, protocol);
        try {
            directory = Files.createTempDirectory("jynetty-pair-");
            path = directory.resolve("s");
            SocketAddress address = UnixDomainSocketAddress.of(path);
            listener.bind(address);
            listener.listen(1);
            StreamSocket first = StreamSocket.open(Family.UNIX, protocol);
            try {
                first.connect(address, OpenSocket.BLOCKING);
                StreamSocket second = listener.accept(OpenSocket.BLOCKING);
                first.forgetNames();
                second.forgetNames();
                return new StreamSocket[] {first, second};
            } catch (NetException e) {
                first.close();
                throw e;
            }
        } catch (IOException e) {
            throw Errors.of(e);
        } finally {
            listener.close();
            delete(path);
            delete(directory);
        }
    }

    private static void delete(Path path) throws NetException {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }
}
