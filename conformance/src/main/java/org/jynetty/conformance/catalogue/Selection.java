package org.jynetty.conformance.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jynetty.conformance.result.TestId;

/**
 * Which tests a run is about: a comma-separated list of {@code suite} or {@code suite::test}, each with {@code *} and
 * {@code ?} as wild cards. An empty list selects everything.
 */
public final class Selection {
    private record Item(Glob suite, Glob name, String text) {}

    private final List<Item> items = new ArrayList<>();

    private Selection(String list) {
        for (String text : list.split(",")) {
            if (!text.isBlank()) {
                String[] parts = text.strip().split("::", 2);
                Glob name = parts.length == 2 ? new Glob(parts[1]) : null;
                items.add(new Item(new Glob(parts[0]), name, text.strip()));
            }
        }
    }

    public static Selection parse(String list) {
        return new Selection(list);
    }

    public static Selection everything() {
        return new Selection("");
    }

    public boolean isEverything() {
        return items.isEmpty();
    }

    public boolean includes(TestId id) {
        return items.isEmpty()
                || items.stream()
                        .anyMatch(item ->
                                item.suite.matches(id.suite()) && (item.name == null || item.name.matches(id.name())));
    }

    /** Whether a test of this suite may be selected. */
    public boolean mentions(String suite) {
        return items.isEmpty() || items.stream().anyMatch(item -> item.suite.matches(suite));
    }

    /** Whether every test of this suite is selected. */
    public boolean includesAllOf(String suite) {
        return items.isEmpty() || items.stream().anyMatch(item -> item.name == null && item.suite.matches(suite));
    }

    /** The items that name none of these suites. */
    public List<String> withoutSuite(List<String> suites) {
        return items.stream()
                .filter(item -> suites.stream().noneMatch(item.suite::matches))
                .map(Item::text)
                .toList();
    }
}
