package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jynetty.conformance.expect.Environment;
import org.jynetty.conformance.expect.ExpectationFile;
import org.jynetty.conformance.result.ImplementationInfo;
import org.jynetty.conformance.verdict.Gate;

/** How the implementations that are not the reference are judged. */
final class Policies {
    private Policies() {}

    /**
     * By implementation. jynetty always gates; Jython alone does where expectations of its version are recorded.
     *
     * @throws IOException if an expectation file is not well-formed
     */
    static Map<String, Gate.Policy> read(Layout layout, Map<String, ImplementationInfo> implementations)
            throws IOException {
        Map<String, Gate.Policy> policies = new LinkedHashMap<>();
        for (Map.Entry<String, ImplementationInfo> each : implementations.entrySet()) {
            String name = each.getKey();
            if (!name.equals(Implementations.CPYTHON)) {
                Gate.Policy policy = ofExpectations(layout, name, each.getValue());
                boolean gates = name.equals(Implementations.JYNETTY)
                        || Files.exists(policy.expectations().path());
                policies.put(name, gates ? policy : new Gate.Policy(null, policy.environment()));
            }
        }
        return policies;
    }

    /** An implementation's expectations, whether they are recorded or are to be; each version of Jython alone has its own. */
    static Gate.Policy ofExpectations(Layout layout, String name, ImplementationInfo info) throws IOException {
        Environment environment = environment(info.facts());
        String file = name.equals(Implementations.STOCK) ? name + "-" + environment.jython() : name;
        return new Gate.Policy(ExpectationFile.read(layout.expectations(file)), environment);
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
