package org.jynetty.conformance.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jynetty.conformance.result.Subject;

class CatalogueTest {
    @Test
    void theCatalogueOfThisBuildIsWellFormed() throws IOException {
        Catalogue catalogue = Catalogue.load();

        assertTrue(catalogue.names().containsAll(List.of("test_socket", "test_select", "test_timeout", "test_ssl")));
        assertTrue(catalogue.choose(Selection.everything()).stream().allMatch(Suite::byDefault));
    }

    @Test
    void aSelectionReachesSuitesThatDoNotRunByDefault() throws IOException {
        Catalogue catalogue = read("[a]\nkind='modules'\nlimit=3\n[b]\nkind='modules'\nlimit=4\nbyDefault=true");

        assertEquals(List.of("b"), names(catalogue, ""));
        assertEquals(List.of("a"), names(catalogue, "a::X.y"));
    }

    @Test
    void aSuiteHasItsLimitAndItsSerialTests() throws IOException {
        Suite suite = read("[a]\nkind='modules'\nlimit=3\nbyDefault=true\n[a.serial]\n'X.*'='counts threads'")
                .choose(Selection.everything())
                .get(0);

        assertEquals(Duration.ofSeconds(3), suite.limit());
        assertEquals(Optional.of("counts threads"), suite.serialReason("X.y"));
        assertEquals(Optional.empty(), suite.serialReason("Y.x"));
    }

    @Test
    void aSuiteWithoutLimitIsRefused() {
        assertThrows(IOException.class, () -> read("[a]\nkind='modules'"));
    }

    @Test
    void aSuiteSaysWhatItIsAboutAndWhatItFound() throws IOException {
        Suite suite = read("[a]\nkind='applications'\nlimit=3\nbyDefault=true\nabout='a program'\nfound='a mistake'")
                .choose(Selection.everything())
                .get(0);

        assertEquals(Optional.of(new Subject("a program", "a mistake")), suite.subject());
        assertThrows(IOException.class, () -> read("[a]\nkind='applications'\nlimit=3\nabout='a program'"));
    }

    @Test
    void everyProgramThatRunsByDefaultSaysWhatItFound() throws IOException {
        for (Suite suite : Catalogue.load().choose(Selection.everything())) {
            if (suite.kind() == Suite.Kind.APPLICATIONS || suite.kind() == Suite.Kind.INSTALLATION) {
                assertTrue(suite.subject().isPresent(), suite.name());
            }
        }
    }

    private static List<String> names(Catalogue catalogue, String only) {
        return catalogue.choose(Selection.parse(only)).stream().map(Suite::name).toList();
    }

    private static Catalogue read(String text) throws IOException {
        return Catalogue.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
