package org.jynetty.conformance.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/**
 * {@code PEERS.md}: the TLS peers of a run, how many conversations each had and how many of these went as with the reference, and
 * every difference with its reason.
 */
public final class PeersReport {
    /** How a test's name begins where a peer has this role: with ours, which is the other one. */
    private static final Map<String, String> OUR_ROLE = Map.of("server", "client", "client", "server");

    private final Results results;
    private final List<SuiteInfo> suites;
    private final MarkdownTables tables;

    private PeersReport(Results results) {
        this.results = results;
        suites =
                results.suites().stream().filter(suite -> suite.peers() != null).toList();
        tables = new MarkdownTables(results, suites);
    }

    /** Whether the run had suites with peers; else there is nothing to report. */
    public static boolean isNeeded(Results results) {
        return results.suites().stream().anyMatch(suite -> suite.peers() != null);
    }

    public static String of(Results results) {
        return new PeersReport(results).text();
    }

    private String text() {
        StringBuilder out = new StringBuilder(
                """
                # TLS with other people's stacks

                Written by `mvn verify -Ppeers`; do not edit. Each conversation is held by the same Python script on each implementation;
                what a script observes is compared with what it observes on the reference, `%s`.

                """
                        .formatted(results.reference()));
        out.append(tables.implementations());
        suites.forEach(suite -> out.append(section(suite)));
        return out.append(tables.differences()).toString().stripTrailing() + "\n";
    }

    private String section(SuiteInfo suite) {
        StringBuilder out = new StringBuilder(
                "## `%s`: %s\n\n".formatted(suite.name(), suite.peers().where()));
        if (!suite.peers().versions().isEmpty()) {
            List<String> tested = tables.tested();
            out.append("| peer | version | conversations |");
            tested.forEach(name -> out.append(" `%s` like `%s` |".formatted(name, results.reference())));
            out.append("\n|---|---|---|").append("---|".repeat(tested.size())).append('\n');
            new TreeMap<>(suite.peers().versions()).forEach((peer, version) -> {
                List<Map<String, TestResult>> cells = conversations(suite, peer);
                out.append("| `%s` | %s | %d |".formatted(peer, MarkdownTables.cell(version), cells.size()));
                tested.forEach(name -> out.append(" %d |".formatted(conforming(cells, name))));
                out.append('\n');
            });
            out.append('\n');
        }
        if (!suite.peers().missing().isEmpty()) {
            out.append("Not on this machine: %s.\n\n"
                    .formatted(suite.peers().missing().stream()
                            .map(peer -> '`' + peer + '`')
                            .collect(Collectors.joining(", "))));
        }
        return out.toString();
    }

    private List<Map<String, TestResult>> conversations(SuiteInfo suite, String peer) {
        String[] parts = peer.split("/", 2);
        String prefix = OUR_ROLE.get(parts[0]) + "." + parts[1] + ".";
        return results.tests().entrySet().stream()
                .filter(each -> isOf(each.getKey(), suite, prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean isOf(TestId id, SuiteInfo suite, String prefix) {
        return id.suite().equals(suite.name()) && id.name().startsWith(prefix);
    }

    private static long conforming(List<Map<String, TestResult>> cells, String implementation) {
        return cells.stream()
                .map(cell -> cell.get(implementation))
                .filter(Objects::nonNull)
                .filter(result -> result.judgement().verdict() == Verdict.CONFORMS)
                .count();
    }
}
