package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                Environment environment = environment(each.getValue().facts());
                String file = name.equals(Implementations.STOCK) ? name + "-" + environment.jython() : name;
                Path path = layout.expectations(file);
                boolean gates = name.equals(Implementations.JYNETTY) || Files.exists(path);
                policies.put(name, new Gate.Policy(gates ? ExpectationFile.read(path) : null, environment));
            }
        }
        return policies;
    }

    private static Environment environment(Map<String, String> facts) {
        int jdk = Runtime.Version.parse(facts.get("jdk").split(" ")[0]).feature();
        return new Environment(facts.get("system"), jdk, facts.get("jython"));
    }
}
