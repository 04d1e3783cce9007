package org.jynetty.conformance.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;

/**
 * One of n parts of a run. Tests of one class stay together; the classes are dealt out by the time that they took when
 * the reference was recorded, so that the parts take about as long, and every machine deals them out alike.
 *
 * @param number which part, from 1 on
 * @param count how many parts there are
 */
record Shard(int number, int count) {
    private static final Pattern SYNTAX = Pattern.compile("([1-9]\\d*)/([1-9]\\d*)");

    /**
     * Seconds that a test takes besides what was recorded: that leaves out everything below a tenth, and code that the JVM has
     * just loaded is slower. Names are looked at thousands a second.
     */
    private static final double OVERHEAD = 0.1;

    /** Reads {@code k/n}. */
    static Shard parse(String text) throws UserException {
        Matcher parts = SYNTAX.matcher(text);
        if (parts.matches()) {
            Shard shard = new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            if (shard.number <= shard.count) {
                return shard;
            }
        }
        throw new UserException("a shard is k/n with k from 1 to n, such as 2/3, not " + text);
    }

    /** The numbers of all parts. */
    SortedSet<Integer> all() {
        return IntStream.rangeClosed(1, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Which tests are in this part.
     *
     * @param recorded the results of the reference; what is not of these suites does not count
     * @param suites the suites of the run
     */
    Members members(Map<TestId, TestResult> recorded, Collection<Suite> suites) {
        Map<String, Double> overheads = new HashMap<>();
        suites.forEach(suite -> overheads.put(suite.name(), suite.kind() == Suite.Kind.NAMES ? 0 : OVERHEAD));
        Map<String, Double> seconds = new TreeMap<>();
        recorded.forEach((id, result) -> {
            if (overheads.containsKey(id.suite())) {
                double cost = overheads.get(id.suite()) + result.first().seconds();
                seconds.merge(group(id), cost, Double::sum);
            }
        });
        List<String> longestFirst = seconds.keySet().stream()
                .sorted(Comparator.comparing((String group) -> -seconds.get(group))
                        .thenComparing(group -> group))
                .toList();
        double[] load = new double[count];
        Map<String, Integer> dealt = new HashMap<>();
        for (String group : longestFirst) {
            int lightest = 0;
            for (int i = 1; i < count; i++) {
                lightest = load[i] < load[lightest] ? i : lightest;
            }
            load[lightest] += seconds.get(group);
            dealt.put(group, lightest + 1);
        }
        return new Members(this, dealt);
    }

    /** The suite and the class of a test. */
    private static String group(TestId id) {
        int dot = id.name().lastIndexOf('.');
        return id.suite() + "::" + (dot < 0 ? id.name() : id.name().substring(0, dot));
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }

    /** The tests of one part. */
    record Members(Shard shard, Map<String, Integer> dealt) {
        boolean include(TestId id) {
            String group = group(id);
            int byName = 1 + Math.floorMod(Arrays.hashCode(group.toCharArray()), shard.count());
            return dealt.getOrDefault(group, byName) == shard.number();
        }
    }
}
