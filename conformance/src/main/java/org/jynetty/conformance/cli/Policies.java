package org.jynetty.conformance.cli;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.verdict.Gate;

/** How the implementations that are not the reference are judged. */
final class Policies {
    private Policies() {}

    /**
     * By implementation. jynetty always gates; Jython alone does where expectations of its version, or of one before it, are
     * recorded.
     *
     * @throws IOException if an expectation file is not well-formed
     */
    static Map<String, Gate.Policy> read(Layout layout, Map<String, ImplementationInfo> implementations)
            throws IOException {
        Map<String, Gate.Policy> policies = new LinkedHashMap<>();
        for (Map.Entry<String, ImplementationInfo> each : implementations.entrySet()) {
            String name = each.getKey();
            if (!name.equals(Implementations.CPYTHON)) {
                Environment environment = environment(each.getValue().facts());
                Optional<Path> file = name.equals(Implementations.STOCK)
                        ? nearest(layout, environment.jython())
                        : Optional.of(layout.expectations(name));
                policies.put(
                        name, new Gate.Policy(file.isPresent() ? ExpectationFile.read(file.get()) : null, environment));
            }
        }
        return policies;
    }

    /** An implementation's own expectations, whether they are recorded or are to be; each version of Jython alone has a file. */
    static Gate.Policy own(Layout layout, String name, ImplementationInfo info) throws IOException {
        Environment environment = environment(info.facts());
        Path file = name.equals(Implementations.STOCK)
                ? layout.stockExpectations(environment.jython())
                : layout.expectations(name);
        return new Gate.Policy(ExpectationFile.read(file), environment);
    }

    /** The file of this version of Jython, else of the last one before it that has one. */
    private static Optional<Path> nearest(Layout layout, String version) throws IOException {
        Version here = Version.parse(version);
        return layout.stockVersions().stream()
                .filter(each -> Version.parse(each).compareTo(here) <= 0)
                .max(Comparator.comparing(Version::parse))
                .map(layout::stockExpectations);
    }

    /** What a machine writes for itself nobody has looked at. */
    static void refuseRewritingInCi() throws UserException {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new UserException(
                    "expectations are not rewritten in CI: run with -Dconformance.rebaseline on your machine");
        }
    }

    private static Environment environment(Map<String, String> facts) {
        int jdk = Runtime.Version.parse(facts.get("jdk").split(" ")[0]).feature();
        return new Environment(facts.get("system"), jdk, facts.get("jython"));
    }
}
