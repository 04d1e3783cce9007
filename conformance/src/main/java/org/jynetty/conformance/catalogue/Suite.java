package org.jynetty.conformance.catalogue;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jynetty.conformance.result.Subject;

/**
 * A suite of tests.
 *
 * @param name its name, the first part of a test's id
 * @param kind what runs it
 * @param byDefault whether a run that selects nothing includes it
 * @param limit how long a test may take
 * @param serial tests that need the machine to themselves (patterns of names), each with the reason
 * @param subject what it is about, where its name does not say it
 */
public record Suite(
        String name,
        Kind kind,
        boolean byDefault,
        Duration limit,
        Map<String, String> serial,
        Optional<Subject> subject) {

    /** The Python half that runs a suite; the names are those of its module and of the catalogue file. */
    public enum Kind {
        /** A test module of CPython's. */
        MODULES(true),
        /** A program that people run, with tests for it. */
        APPLICATIONS(false),
        /** pip, and what it installs from. */
        INSTALLATION(false),
        /** Small programs whose observations are compared. */
        FIELD(false),
        /** The names of modules and types, with their values. */
        NAMES(false),
        /** Kept programs of socket operations, whose traces are compared. */
        GENERATED(false),
        /** Conversations with TLS peers of other makes. */
        PEERS(false);

        private final boolean ofReference;

        Kind(boolean ofReference) {
            this.ofReference = ofReference;
        }

        /** The Python module that serves suites of this kind. */
        public String module() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its tests were written for this comparison, so that one that fails on the reference is mistaken itself. */
        public boolean isOurs() {
            return this != MODULES && this != APPLICATIONS;
        }

        /** Whether it needs the reference's test files, if only the certificates among them. */
        public boolean needsFilesOfReference() {
            return ofReference || this == FIELD;
        }

        /** Whether its test files are the reference's own. */
        public boolean isOfReference() {
            return ofReference;
        }
    }

    /** Why this test must run while nothing else does; empty where it need not. */
    public Optional<String> serialReason(String test) {
        return serial.entrySet().stream()
                .filter(entry -> new Glob(entry.getKey()).matches(test))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
