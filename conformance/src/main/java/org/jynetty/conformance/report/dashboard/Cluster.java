package org.jynetty.conformance.report.dashboard;

import java.util.Set;
import java.util.SortedSet;
import org.jynetty.conformance.result.TestId;

/**
 * Tests that are in trouble for what looks like the same cause.
 *
 * @param text what was raised and where, or the gate's message
 * @param lanes the environments in which any of them is
 * @param tests which; none where it is not about tests
 * @param gating whether they fail the gate
 * @param command reproduces the first of them; null where nothing is to be run
 */
record Cluster(String text, Set<Lane> lanes, SortedSet<TestId> tests, boolean gating, String command) {}
