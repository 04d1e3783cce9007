package org.jynetty.conformance.bench.limit;

import java.io.IOException;

/** Bytes both ways, blocking. */
interface ByteStream {
    /** Reads at least one byte, at most {@code length}; returns how many, or -1 at the end. */
    int read(byte[] target, int offset, int length) throws IOException;

    /** Writes all. */
    void write(byte[] source, int length) throws IOException;

    void close() throws IOException;
}
