package org.jynetty.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A listening socket. {@code read()} takes one connection from the kernel's backlog and fires its {@link SocketChannel}. */
final class AcceptChannel extends KernelChannel {
    private final ServerSocketChannel channel;

    AcceptChannel(ServerSocketChannel channel) {
        super(channel, SelectionKey.OP_ACCEPT);
        this.channel = channel;
    }

    @Override
    protected void receive() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted != null) {
            pipeline().fireChannelRead(accepted);
        }
    }
}
