package org.jynetty.conformance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jynetty.certs.TestCa;
import org.jynetty.conformance.catalogue.Suite;
import org.jynetty.conformance.program.Certificate;
import org.jynetty.conformance.worker.Equipment;
import org.jynetty.fixtures.PipIndex;
import org.jynetty.fixtures.PipServers;
import org.jynetty.fixtures.ProvisioningException;
import org.jynetty.fixtures.RequestsSuite;
import org.jynetty.fixtures.TestedProgram;
import org.jynetty.fixtures.TestedPrograms;

/**
 * What the suites of a run need beyond CPython: programs with their tests, and what pip installs from. A suite whose
 * things cannot be had here does not run, and says why; the others do. To be closed after the run, which ends the servers.
 */
final class Provisions implements AutoCloseable {
    private final Map<String, Equipment> equipment = new TreeMap<>();
    private final Map<String, String> unavailable = new TreeMap<>();
    private PipServers pip;

    /** One source of programs. */
    private interface Source {
        List<TestedProgram> programs() throws ProvisioningException;
    }

    private Provisions() {}

    /**
     * Provisions the suites.
     *
     * @param scratch a folder for this run
     * @param jythonJar the Jython under test, which brings pip
     */
    static Provisions of(List<Suite> suites, Path scratch, Path jythonJar) throws IOException {
        Provisions provisions = new Provisions();
        List<String> programs = suites.stream()
                .filter(suite -> suite.kind() == Suite.Kind.APPLICATIONS)
                .map(Suite::name)
                .toList();
        List<String> requests = programs.stream().filter(RequestsSuite::has).toList();
        List<String> others =
                programs.stream().filter(name -> !RequestsSuite.has(name)).toList();
        provisions.add(requests, () -> RequestsSuite.provision().programs());
        provisions.add(others, () -> TestedPrograms.provision(scratch.resolve("certificates")));
        for (Suite suite : suites) {
            if (suite.kind() == Suite.Kind.FIELD) {
                Path certificates = scratch.resolve(suite.name() + "-certificates");
                TestCa.create().writeTo(certificates);
                provisions.equipment.put(suite.name(), new Equipment(Map.of("certificates", certificates.toString())));
            }
            if (suite.kind() == Suite.Kind.GENERATED) {
                provisions.equipment.put(suite.name(), Certificate.in(scratch.resolve(suite.name())));
            }
            if (suite.kind() == Suite.Kind.INSTALLATION) {
                provisions.pip = PipServers.start(scratch.resolve("pip"), jythonJar);
                provisions.equipment.put(suite.name(), new Equipment(Map.of("pip", describe(provisions.pip))));
            }
        }
        return provisions;
    }

    private void add(List<String> names, Source source) {
        if (names.isEmpty()) {
            return;
        }
        try {
            Map<String, Equipment> found = new LinkedHashMap<>();
            source.programs().forEach(program -> found.put(program.name(), equipmentOf(program)));
            for (String name : names) {
                if (!found.containsKey(name)) {
                    throw new IllegalStateException("no program is provisioned for the suite " + name);
                }
                equipment.put(name, found.get(name));
            }
        } catch (ProvisioningException e) {
            names.forEach(name -> unavailable.put(name, e.getMessage()));
        }
    }

    private static Equipment equipmentOf(TestedProgram program) {
        Map<String, Object> described = Map.of(
                "runner", program.runner().name().toLowerCase(Locale.ROOT),
                "path", program.modulePath().stream().map(Path::toString).toList(),
                "tests", program.tests());
        return new Equipment(program.folder(), program.environment(), Map.of("application", described));
    }

    private static Map<String, Object> describe(PipServers servers) {
        return Map.of(
                "package", PipIndex.PACKAGE,
                "root", servers.root().toString(),
                "ensurepip", servers.ensurepip().toString(),
                "indexes", servers.urls());
    }

    /** What the suites need of their own, by the name of the suite. */
    Map<String, Equipment> equipment() {
        return equipment;
    }

    /** Why a suite cannot run on this machine, by its name. */
    Map<String, String> unavailable() {
        return unavailable;
    }

    @Override
    public void close() {
        if (pip != null) {
            pip.close();
        }
    }
}
