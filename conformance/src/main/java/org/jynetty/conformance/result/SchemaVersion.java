package org.jynetty.conformance.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The version that every file of ours states. It grows with each change of a format, so that no reader has to guess. */
final class SchemaVersion {
    private SchemaVersion() {}

    /** Refuses what this build cannot read; the message says what is wrong and what to do. */
    static void check(JsonNode tree, int known, String place) throws IOException {
        JsonNode version = tree.path("schema");
        if (!tree.isObject() || !version.isInt()) {
            throw new IOException(place + ": no file of this harness: it does not say its schema");
        }
        int found = version.intValue();
        if (found > known) {
            throw new IOException(
                    "%s: schema %d is newer than %d, which this build reads: update the harness, or run again with this one"
                            .formatted(place, found, known));
        }
        if (found < known) {
            throw new IOException(
                    "%s: schema %d is older than %d, which this build reads: run again, or read it with the harness that wrote it"
                            .formatted(place, found, known));
        }
    }
}
