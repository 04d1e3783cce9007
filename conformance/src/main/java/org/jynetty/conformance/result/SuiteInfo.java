package org.jynetty.conformance.result;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A suite that took part in a run.
 *
 * @param name its name
 * @param sha256 of its test file, or null where it is not one file
 * @param complete whether all its tests were selected
 * @param setUpShims the shims that its own set-up reached, on any implementation
 */
public record SuiteInfo(String name, String sha256, boolean complete, SortedSet<String> setUpShims) {
    public SuiteInfo {
        setUpShims = setUpShims == null ? new TreeSet<>() : setUpShims;
    }
}
