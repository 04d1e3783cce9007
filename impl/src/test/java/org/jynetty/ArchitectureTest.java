package org.jynetty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages, and who may use whom: arrows only downwards. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.jynetty");

    @Test
    void arrowsPointDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .optionalLayer("python")
                .definedBy("org.jynetty.python..")
                .optionalLayer("tls")
                .definedBy("org.jynetty.tls..")
                .optionalLayer("net")
                .definedBy("org.jynetty.net..")
                .optionalLayer("loop")
                .definedBy("org.jynetty.loop..")
                .whereLayer("python")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("tls")
                .mayOnlyBeAccessedByLayers("python")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers("python", "tls")
                .whereLayer("loop")
                .mayOnlyBeAccessedByLayers("net", "tls")
                .check(CLASSES);
    }

    @Test
    void onlyThePythonLayerKnowsPython() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.jynetty.python..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.python..")
                .check(CLASSES);
    }

    @Test
    void thePythonLayerDoesNotKnowNetty() {
        noClasses()
                .that()
                .resideInAPackage("org.jynetty.python..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }
}
