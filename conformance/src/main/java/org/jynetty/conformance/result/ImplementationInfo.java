package org.jynetty.conformance.result;

import java.util.Map;

/**
 * Where the results of an implementation come from.
 *
 * @param facts interpreter, JDK, operating system, TLS library, jars, in the interpreter's own words
 * @param recorded whether they were read from recorded results instead of being run
 */
public record ImplementationInfo(Map<String, String> facts, boolean recorded) {
    /** What is empty is not written to the file. */
    public ImplementationInfo {
        facts = facts == null ? Map.of() : facts;
    }
}
