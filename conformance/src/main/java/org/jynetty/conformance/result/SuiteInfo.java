package org.jynetty.conformance.result;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A suite that took part in a run.
 *
 * @param name its name
 * @param sha256 of its test file, or null where it is not one file
 * @param complete whether all its tests were selected
 * @param shard which part of its tests this is, as in {@code 2/3}; null where it was not divided
 * @param setUpShims the shims that its own set-up reached, on any implementation
 * @param unavailable why nothing of it could be run on this machine; null where it could
 * @param peers the peers that its tests talk to, or null where they talk to none
 * @param subject what it is about, or null where its name says it
 */
public record SuiteInfo(
        String name,
        String sha256,
        boolean complete,
        String shard,
        SortedSet<String> setUpShims,
        String unavailable,
        PeersInfo peers,
        Subject subject) {
    public SuiteInfo {
        setUpShims = setUpShims == null ? new TreeSet<>() : setUpShims;
    }

    /** The same without what it is about, for a file that outlives the catalogue's wording. */
    public SuiteInfo withoutSubject() {
        return new SuiteInfo(name, sha256, complete, shard, setUpShims, unavailable, peers, null);
    }

    /** Whether a test that is not among the results does not exist: all were selected, and no peer was missing. */
    public boolean hasAllItsTests() {
        return complete && (peers == null || peers.missing().isEmpty());
    }

    /** The suite of which these are parts; it is complete where one of them is, or all shards are there. */
    public static SuiteInfo merge(List<SuiteInfo> parts) {
        SortedSet<String> shims = new TreeSet<>();
        parts.forEach(part -> shims.addAll(part.setUpShims));
        Set<String> shards =
                parts.stream().map(SuiteInfo::shard).filter(Objects::nonNull).collect(Collectors.toSet());
        boolean all = !shards.isEmpty()
                && shards.stream()
                        .map(shard -> shard.substring(shard.indexOf('/') + 1))
                        .allMatch(count -> Integer.parseInt(count) == shards.size());
        boolean complete = all && unavailable(parts) == null || parts.stream().anyMatch(SuiteInfo::complete);
        SuiteInfo first = parts.get(0);
        return new SuiteInfo(
                first.name, first.sha256, complete, null, shims, unavailable(parts), first.peers, first.subject);
    }

    /** Of what was run several times, once is enough; what was divided has lost the tests of every part that was not run. */
    private static String unavailable(List<SuiteInfo> parts) {
        boolean whole = parts.stream().anyMatch(part -> part.shard == null && part.unavailable == null);
        boolean lost = parts.stream().anyMatch(part -> part.shard != null && part.unavailable != null);
        boolean all = parts.stream().allMatch(part -> part.unavailable != null);
        return whole || !lost && !all
                ? null
                : parts.stream()
                        .map(SuiteInfo::unavailable)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
    }
}
