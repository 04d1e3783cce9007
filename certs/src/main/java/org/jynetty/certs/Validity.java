package org.jynetty.certs;

import java.time.Instant;

/** From when to when something is valid; fixed dates, so that what a test prints is the same on every day. */
public record Validity(Instant notBefore, Instant notAfter) {
    static final Validity CURRENT = between("2025-01-01", "2049-12-31");
    static final Validity PAST = between("2020-01-01", "2021-01-01");
    static final Validity FUTURE = between("2048-01-01", "2049-12-31");
    /** Beyond 2049, where X.509 changes from UTCTime to GeneralizedTime (RFC 5280, 4.1.2.5). */
    static final Validity BEYOND_UTC_TIME = between("2025-01-01", "2099-12-31");

    private static Validity between(String first, String last) {
        return new Validity(Instant.parse(first + "T00:00:00Z"), Instant.parse(last + "T00:00:00Z"));
    }

    @Override
    public String toString() {
        return notBefore.toString().substring(0, 10) + " to "
                + notAfter.toString().substring(0, 10);
    }
}
