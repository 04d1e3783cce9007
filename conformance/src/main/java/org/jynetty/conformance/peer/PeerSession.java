package org.jynetty.conformance.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The two directions to the process that runs one peer. Reading and writing do not wait for one another. */
interface PeerSession {
    /** As {@link java.io.InputStream#read(byte[])} does. */
    int read(byte[] buffer) throws IOException;

    void write(byte[] data) throws IOException;

    /** Says that nothing more will be written, upon which the session kills the peer and ends. */
    void end() throws IOException;

    /** Releases what the session holds here. */
    void close() throws IOException;

    static PeerSession of(Process process) {
        return new PeerSession() {
            @Override
            public int read(byte[] buffer) throws IOException {
                return process.getInputStream().read(buffer);
            }

            /** Whether somebody is writing, who may have to wait for as long as the peer lives. */
            private volatile boolean writing;

            @Override
            public void write(byte[] data) throws IOException {
                writing = true;
                process.getOutputStream().write(data);
                process.getOutputStream().flush();
                writing = false;
            }

            @Override
            public void end() throws IOException {
                if (writing) {
                    // Closing the stream would wait for the writer; the session leads a process group of its own.
                    new ProcessBuilder("sh", "-c", "kill -KILL -" + process.pid()).start();
                } else {
                    process.getOutputStream().close();
                }
            }

            @Override
            public void close() {
                process.destroyForcibly();
            }
        };
    }

    static PeerSession of(SocketChannel channel) {
        return new PeerSession() {
            @Override
            public int read(byte[] buffer) throws IOException {
                return channel.read(ByteBuffer.wrap(buffer));
            }

            @Override
            public void write(byte[] data) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(data);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }

            @Override
            public void end() throws IOException {
                channel.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
