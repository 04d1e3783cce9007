package org.jynetty.conformance.peer;

import java.io.IOException;
import java.nio.file.Path;

/** Peers as processes of this machine, from whatever programs it has. */
final class LocalPeers implements PeerHost {
    /** Where servers are installed, which the search path of users often lacks. */
    private static final String SYSTEM_FOLDERS = ":/usr/local/sbin:/usr/sbin:/sbin";

    private final Path folder;

    LocalPeers(Path folder) {
        this.folder = folder;
    }

    @Override
    public String describe() {
        return "local processes";
    }

    @Override
    public PeerProcess start(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "setsid", "sh", folder.resolve("session").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", SYSTEM_FOLDERS, String::concat);
        builder.environment().put("TMPDIR", folder.toString()); // where sessions have their folders
        return new PeerProcess(PeerSession.of(builder.start()), command);
    }

    @Override
    public void close() {
        // Each peer ends with its own session.
    }
}
