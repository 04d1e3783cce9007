package org.jynetty.python;

import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import org.jynetty.net.Descriptors;
import org.jynetty.net.NetException;
import org.jynetty.net.OpenSocket;
import org.python.core.io.RawIOBase;

/** A socket's descriptor as Jython's files and {@code os.read}, {@code os.write} and {@code os.close} want it. Blocks. */
final class DescriptorIO extends RawIOBase {
    private final int number;

    DescriptorIO(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    @Override
    public int readinto(ByteBuffer target) {
        checkClosed();
        try {
            byte[] data = Descriptors.socket(number).receive(target.remaining(), 0, OpenSocket.BLOCKING);
            target.put(data);
            return data.length;
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        checkClosed();
        byte[] data = new byte[source.remaining()];
        source.get(data);
        try {
            return Descriptors.socket(number).send(data, 0, data.length, 0, OpenSocket.BLOCKING);
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    @Override
    public boolean readable() {
        return true;
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public void close() {
        if (closed()) {
            return;
        }
        super.close();
        try {
            Descriptors.close(number);
        } catch (NetException e) {
            throw SocketErrors.of(e);
        }
    }

    /** None: what Java can do with the channel behind it would bypass the socket. */
    @Override
    public Channel getChannel() {
        return null;
    }
}
