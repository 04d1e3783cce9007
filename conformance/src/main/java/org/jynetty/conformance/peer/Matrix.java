package org.jynetty.conformance.peer;

import java.util.ArrayList;
import java.util.List;

/**
 * Which conversations there are with a peer. Every version of TLS and every kind of certificate is tried with a plain
 * exchange and, where it can, with a client certificate; the kind of certificate makes no difference to anything else, so
 * the rest is done with the first kind that the peer has.
 */
final class Matrix {
    /** What every server can take part in. */
    private static final List<String> WITH_ANY_SERVER = List.of(
            "non-blocking",
            "close-notify",
            "half-close",
            "wrong-host",
            "expired",
            "unknown-ca",
            "revoked",
            "no-common-version");

    /** What every client can take part in. */
    private static final List<String> WITH_ANY_CLIENT =
            List.of("non-blocking", "expired", "unknown-ca", "wrong-host", "no-common-version");

    private static final List<String> BEGINS_IN_PLAIN_TEXT = List.of("smtp", "imap");

    private static final List<String> EVERY_CERTIFICATE = List.of("client-certificate");

    private Matrix() {}

    static List<Cell> of(List<Stack> stacks) {
        return stacks.stream().flatMap(stack -> of(stack).stream()).toList();
    }

    private static List<Cell> of(Stack stack) {
        List<Cell> cells = new ArrayList<>();
        if (BEGINS_IN_PLAIN_TEXT.contains(stack.speaks())) {
            for (String version : stack.versions()) {
                stack.certificates().forEach(kind -> cells.add(new Cell(stack, version, kind, "starttls")));
            }
            return cells;
        }
        for (String version : stack.versions()) {
            for (String certificate : stack.certificates()) {
                cells.add(new Cell(stack, version, certificate, "exchange"));
                stack.features().stream()
                        .filter(EVERY_CERTIFICATE::contains)
                        .forEach(feature -> cells.add(new Cell(stack, version, certificate, feature)));
            }
            String first = stack.certificates().get(0);
            List<String> others =
                    new ArrayList<>(stack.role() == Stack.Role.SERVER ? WITH_ANY_SERVER : WITH_ANY_CLIENT);
            others.addAll(stack.features());
            others.stream()
                    .distinct()
                    .filter(scenario -> !EVERY_CERTIFICATE.contains(scenario))
                    .filter(scenario -> isPossible(scenario, version))
                    .forEach(scenario -> cells.add(new Cell(stack, version, first, scenario)));
        }
        return cells;
    }

    /** What a version of TLS does not have: renegotiation went with 1.3, key updates came with it. */
    private static boolean isPossible(String scenario, String version) {
        boolean modern = version.equals("1.3");
        return switch (scenario) {
            // Python 2.7 cannot choose the cipher suites of TLS 1.3.
            case "renegotiation", "no-common-cipher" -> !modern;
            case "key-update", "no-common-suite" -> modern;
            // Without TLS, so once.
            case "plain-faults" -> !modern;
            default -> true;
        };
    }
}
