package org.jynetty.tls;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.ProtocolVersion;

/** The {@code PROTOCOL_} constants: which versions a context speaks before {@code OP_NO_} options take some away. */
public enum Protocol {
    TLS(2, null),
    TLSv1(3, ProtocolVersion.TLSv10),
    TLSv1_1(4, ProtocolVersion.TLSv11),
    TLSv1_2(5, ProtocolVersion.TLSv12);

    private static final List<ProtocolVersion> DESCENDING =
            List.of(ProtocolVersion.TLSv13, ProtocolVersion.TLSv12, ProtocolVersion.TLSv11, ProtocolVersion.TLSv10);

    private final int number;
    private final ProtocolVersion only;

    Protocol(int number, ProtocolVersion only) {
        this.number = number;
        this.only = only;
    }

    public int number() {
        return number;
    }

    /** Whether it speaks one version only, as OpenSSL's deprecated methods do. */
    boolean isFixed() {
        return only != null;
    }

    /** The protocol with this number; null if there is none. */
    public static Protocol of(int number) {
        for (Protocol protocol : values()) {
            if (protocol.number == number) {
                return protocol;
            }
        }
        return null;
    }

    /** What a server speaks, latest first; none if the options forbid all. They do not forbid an only version. */
    List<ProtocolVersion> serverVersions(long options) {
        return only != null ? List.of(only) : allowed(options);
    }

    private List<ProtocolVersion> allowed(long options) {
        List<ProtocolVersion> versions = new ArrayList<>(DESCENDING);
        versions.removeIf(version -> only != null && only != version || (options & prohibition(version)) != 0);
        return versions;
    }

    /** The latest version that is spoken before the options. */
    ProtocolVersion latest() {
        return only != null ? only : DESCENDING.get(0);
    }

    /**
     * What a client offers, latest first. A ClientHello of old names the latest version only: where the options leave a
     * hole, OpenSSL offers what is below it.
     */
    List<ProtocolVersion> clientVersions(long options) {
        List<ProtocolVersion> offered = new ArrayList<>();
        int expected = -1;
        for (ProtocolVersion version : allowed(options)) {
            int index = DESCENDING.indexOf(version);
            if (index != expected) {
                offered.clear();
            }
            offered.add(version);
            expected = index + 1;
        }
        return offered;
    }

    private static long prohibition(ProtocolVersion version) {
        if (version == ProtocolVersion.TLSv13) {
            return Options.NO_TLS_1_3;
        } else if (version == ProtocolVersion.TLSv12) {
            return Options.NO_TLS_1_2;
        } else if (version == ProtocolVersion.TLSv11) {
            return Options.NO_TLS_1_1;
        }
        return Options.NO_TLS_1_0;
    }
}
