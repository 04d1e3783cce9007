package org.jynetty.conformance.report.dashboard;

import java.util.List;
import java.util.Locale;
import org.jynetty.conformance.report.Reproduction;
import org.jynetty.conformance.result.HistoryEntry;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.TestId;

/**
 * What every template is given.
 *
 * @param board what there is to show
 * @param links where it is shown
 * @param root the way from this page to the root of the pages
 */
public record View(Board board, Links links, String root) {
    String test(TestId id) {
        return root + links.test(id);
    }

    String suite(String suite) {
        return root + links.suite(suite);
    }

    String filtered(String suite, Column column, Status status) {
        return root + links.filtered(suite, column, status);
    }

    /** Whether there is more than one environment, so that it must be said which is meant. */
    boolean several() {
        return board.lanes().size() > 1;
    }

    String reference() {
        return board.lanes().get(0).latest().reference();
    }

    List<Group> changes() {
        return Group.changes(board);
    }

    List<Group> findings() {
        return Group.findings(board);
    }

    List<Noise> noise() {
        return Noise.of(board);
    }

    String command(Lane lane, String implementation, TestId id) {
        return Reproduction.command(
                lane.latest().reference(), implementation, id, lane.latest().options());
    }

    /** A constant as text has it. */
    /** A name in parts, between which it may be broken where a line is too short for it. */
    static List<String> parts(String name) {
        return List.of(name.split("(?<=[_.-])"));
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The class that a style sheet knows an outcome by. */
    static String css(Outcome outcome) {
        return outcome.isSuccess() ? Status.OK.token() : words(outcome).replace(' ', '-');
    }

    /** A run in a few words: when, and what it ran where that is known. */
    static String name(HistoryEntry run) {
        String when = when(run.started());
        return run.label() == null ? when : when + " " + run.label();
    }

    static String when(String started) {
        return started == null
                ? "at an unknown time"
                : started.replace('T', ' ').replace(":00Z", " UTC");
    }
}
