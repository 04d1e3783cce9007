package org.jynetty.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of the harness, and the arrows between them. */
class RoomsTest {
    private static final String ROOT = "org.jynetty.conformance.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jynetty.conformance");

    @Test
    void arrowsLeadDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy(ROOT + "cli")
                .layer("report")
                .definedBy(ROOT + "report..")
                .layer("verdict")
                .definedBy(ROOT + "verdict")
                .layer("expect")
                .definedBy(ROOT + "expect")
                .layer("program")
                .definedBy(ROOT + "program")
                .layer("peer")
                .definedBy(ROOT + "peer")
                .layer("bench")
                .definedBy(ROOT + "bench..")
                .layer("soak")
                .definedBy(ROOT + "soak")
                .layer("worker")
                .definedBy(ROOT + "worker")
                .layer("catalogue")
                .definedBy(ROOT + "catalogue")
                .layer("result")
                .definedBy(ROOT + "result")
                .whereLayer("report")
                .mayOnlyAccessLayers("result")
                .whereLayer("verdict")
                .mayOnlyAccessLayers("expect", "result")
                .whereLayer("expect")
                .mayOnlyAccessLayers("result")
                .whereLayer("program")
                .mayOnlyAccessLayers("worker", "result")
                .whereLayer("peer")
                .mayOnlyAccessLayers("worker", "catalogue", "result")
                .whereLayer("bench")
                .mayNotAccessAnyLayer()
                .whereLayer("soak")
                .mayNotAccessAnyLayer()
                .whereLayer("worker")
                .mayOnlyAccessLayers("catalogue", "result")
                .whereLayer("catalogue")
                .mayOnlyAccessLayers("result")
                .whereLayer("result")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void theHarnessKnowsTheImplementationOnlyAsAJar() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jynetty.python..", "org.jynetty.tls..", "org.jynetty.net..", "org.jynetty.loop..")
                .check(CLASSES);
    }

    @Test
    void jythonIsForWhatRunsInIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "bench.limit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.python..", ROOT + "bench.limit")
                .check(CLASSES);
    }
}
