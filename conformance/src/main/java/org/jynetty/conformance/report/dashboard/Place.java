package org.jynetty.conformance.report.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jynetty.conformance.result.ImplementationInfo;

/**
 * The environment of a run, as far as it may decide how a test ends. Kernels and patch releases of a JDK are left out: a
 * history would end with each update.
 *
 * @param jython the version of Jython, empty where none ran
 * @param jdk the feature version of the JDK, 0 where none ran
 * @param os the operating system
 */
record Place(String jython, int jdk, String os) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::os).thenComparing(Place::jython).thenComparingInt(Place::jdk);

    static Place of(Map<String, ImplementationInfo> implementations) {
        String jdk = fact(implementations, "jdk");
        String os = fact(implementations, "os");
        return new Place(
                fact(implementations, "jython"),
                jdk.isEmpty() ? 0 : Runtime.Version.parse(jdk.split(" ")[0]).feature(),
                os.isEmpty() ? fact(implementations, "system").split(" ")[0] : os);
    }

    private static String fact(Map<String, ImplementationInfo> implementations, String name) {
        return implementations.values().stream()
                .filter(info -> !info.recorded())
                .map(info -> info.facts().getOrDefault(name, ""))
                .filter(fact -> !fact.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** As in {@code Jython 2.7.4, JDK 17, Debian GNU/Linux 12 (bookworm)}. */
    String label() {
        List<String> parts = new ArrayList<>();
        if (!jython.isEmpty()) {
            parts.add("Jython " + jython);
        }
        if (jdk > 0) {
            parts.add("JDK " + jdk);
        }
        parts.add(os.isEmpty() ? "unknown system" : os);
        return String.join(", ", parts);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
