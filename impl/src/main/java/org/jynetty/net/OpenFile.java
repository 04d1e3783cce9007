package org.jynetty.net;

/** What a descriptor can name: an open socket, or an epoll instance. Compared by identity. */
public interface OpenFile {
    /** The last descriptor is closed. */
    void close();
}
