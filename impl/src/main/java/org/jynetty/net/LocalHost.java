package org.jynetty.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine. */
public final class LocalHost {
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private LocalHost() {}

    /**
     * Its name: {@code gethostname(2)}. The kernel's own where there is a Linux kernel, for Java looks the name up in the
     * name system, which can take seconds.
     */
    public static String name() {
        try {
            return Files.readString(KERNEL_NAME).trim();
        } catch (IOException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }
    }
}
