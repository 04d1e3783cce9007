package org.jynetty.conformance.peer;

/**
 * One conversation of the matrix.
 *
 * @param stack who is talked to
 * @param version of TLS, as in {@code 1.3}
 * @param certificate the kind of the server's certificate: rsa, ec, ed25519
 * @param scenario what is done
 */
record Cell(Stack stack, String version, String certificate, String scenario) {
    /** The test's name: our own role first, since it is we who are tested. */
    String name() {
        String ours = stack.role() == Stack.Role.SERVER ? "client" : "server";
        return "%s.%s.tls%s.%s.%s".formatted(ours, stack.name(), version.replace(".", ""), certificate, scenario);
    }

    /** Whether the stack that this distribution has can have the conversation. */
    boolean isIn(String distribution) {
        return stack.isIn(distribution + "/" + version) && stack.isIn(distribution + "/" + scenario);
    }
}
