package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShimsTest {
    @TempDir
    private Path python;

    @BeforeEach
    void twoShimsAndTheirPackage() throws IOException {
        Path folder = Files.createDirectory(python.resolve("shims"));
        Files.writeString(folder.resolve("__init__.py"), "NAMES = ('one', 'two')\n");
        Files.writeString(folder.resolve("one.py"), "WHY = 'the host has none'\n");
        Files.writeString(
                folder.resolve("two.py"), "WHY = 'the JVM hides it'\nJVM_OPTION = '--add-opens=a/b=ALL-UNNAMED'\n");
    }

    @Test
    void allAreTakenWhereNothingIsChosen() throws Exception {
        Shims shims = Shims.choose(python, Optional.empty());

        assertEquals(Map.of("one", "the host has none", "two", "the JVM hides it"), shims.reasons());
        assertEquals(List.of("--add-opens=a/b=ALL-UNNAMED"), shims.jvmOptions());
    }

    @Test
    void anOptionComesWithItsShimOnly() throws Exception {
        Shims shims = Shims.choose(python, Optional.of(List.of("one")));

        assertEquals(List.of("one"), shims.names());
        assertEquals(List.of(), shims.jvmOptions());
    }

    @Test
    void aStrangerIsRefused() {
        UserException refused =
                assertThrows(UserException.class, () -> Shims.choose(python, Optional.of(List.of("one", "three"))));

        assertTrue(
                refused.getMessage().contains("three") && refused.getMessage().contains("one, two"));
    }

    @Test
    void eachShimOfThisBuildIsListedInItsPackage() throws Exception {
        Path real = Path.of("src/main/python");
        String listed = Files.readString(real.resolve("shims/__init__.py"));

        for (String name : Shims.choose(real, Optional.empty()).names()) {
            assertTrue(listed.contains("'" + name + "'"), name);
        }
    }
}
