package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;

/** Everything that the pages show, by environment. */
record Board(List<Lane> lanes) {
    /** Runs that can be compared: of the same implementations in the same environment. */
    private record Key(Place place, Set<String> implementations) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::place).thenComparing(key -> String.join(",", key.implementations));

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Sorts runs into environments. In each the newest is shown in full and the others are its past, together with what
     * the history knows; a history of environments that none of the runs had is left out.
     */
    static Board of(Collection<Results> runs, Collection<HistoryEntry> history) {
        SortedMap<Key, List<Results>> byKey = new TreeMap<>();
        runs.forEach(run -> byKey.computeIfAbsent(
                        new Key(
                                Place.of(run.implementations()),
                                new LinkedHashSet<>(run.implementations().keySet())),
                        key -> new ArrayList<>())
                .add(run));
        List<Lane> lanes = new ArrayList<>();
        byKey.forEach((key, all) -> {
            Results latest =
                    all.stream().max(Comparator.comparing(Results::started)).orElseThrow();
            SortedMap<String, HistoryEntry> entries = new TreeMap<>();
            all.forEach(run -> entries.put(run.started(), HistoryEntry.of(run, null)));
            // The history's own entry of a run has a label.
            history.stream()
                    .filter(entry -> Place.of(entry.implementations()).equals(key.place))
                    .filter(entry -> entry.implementations().keySet().containsAll(key.implementations))
                    .filter(entry -> entry.started().compareTo(latest.started()) <= 0)
                    .forEach(entry -> entries.put(entry.started(), entry));
            lanes.add(new Lane(lanes.size() + 1, key.place, latest, List.copyOf(entries.values())));
        });
        return new Board(List.copyOf(lanes));
    }

    /** In the order of the catalogue. */
    List<String> suites() {
        Set<String> names = new LinkedHashSet<>();
        lanes.forEach(
                lane -> lane.latest().suites().stream().map(SuiteInfo::name).forEach(names::add));
        return List.copyOf(names);
    }

    SortedSet<TestId> tests() {
        SortedSet<TestId> ids = new TreeSet<>();
        lanes.forEach(lane -> ids.addAll(lane.latest().tests().keySet()));
        return ids;
    }

    List<TestId> tests(String suite) {
        return tests().stream().filter(id -> id.suite().equals(suite)).toList();
    }

    List<Column> columns() {
        return lanes.stream().flatMap(lane -> lane.columns().stream()).toList();
    }

    boolean holds() {
        return lanes.stream().allMatch(lane -> lane.latest().findings().isEmpty());
    }

    /** The shims of all runs, with the reason of each. */
    Map<String, String> shims() {
        Map<String, String> shims = new TreeMap<>();
        lanes.forEach(lane -> shims.putAll(lane.latest().shims()));
        return shims;
    }
}
