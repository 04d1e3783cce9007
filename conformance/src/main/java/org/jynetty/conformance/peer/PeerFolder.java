package org.jynetty.conformance.peer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jynetty.certs.TestCa;
import org.jynetty.fixtures.Trees;

/**
 * What a host of peers works with: the scripts, and certificates of a CA of its own. A temporary folder, since sockets are made in
 * it, whose paths must be short.
 *
 * @param root the folder
 */
record PeerFolder(Path root) implements AutoCloseable {
    /** More than the kernels of two sides hold of a connection. Bytes. */
    private static final long HUGE = 64L << 20;

    /** 2 MB, and on no boundary of records. */
    private static final int LARGE_LINES = 40001;

    /** @param scripts the folder of all scripts */
    static PeerFolder create(Path scripts) throws IOException {
        PeerFolder folder = new PeerFolder(Files.createTempDirectory("jynetty-peers-"));
        Trees.copy(scripts, folder.root);
        TestCa.shared().writeTo(folder.certificates());
        Files.createDirectories(folder.files());
        Files.writeString(folder.files().resolve("index.html"), "a page\n");
        String lines = IntStream.range(0, LARGE_LINES)
                .mapToObj("%010d and some more, to have a line of 50 bytes%n"::formatted)
                .collect(Collectors.joining());
        Files.writeString(folder.files().resolve("large"), lines);
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.files().resolve("huge").toFile(), "rw")) {
            huge.setLength(HUGE); // and takes no room
        }
        return folder;
    }

    Path scripts() {
        return root;
    }

    /** What web servers serve: {@code index.html}, {@code large} and {@code huge}. */
    Path files() {
        return root.resolve("files");
    }

    Path certificates() {
        return root.resolve("certificates");
    }

    @Override
    public void close() throws IOException {
        Trees.delete(root);
    }
}
