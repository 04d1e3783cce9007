package org.jynetty.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jynetty.conformance.catalogue.Suite;

class PeerChoiceTest {
    private static final Suite PLAIN =
            new Suite("test_socket", Suite.Kind.MODULES, true, Duration.ofSeconds(1), Map.of(), Optional.empty());

    private final List<String> notes = new ArrayList<>();

    @Test
    void theUsualContainersAreTheChoiceWhereThereAreAny() throws UserException {
        assertEquals(
                List.of("test_socket", "peers-bookworm"),
                choose(List.of(), false, Set.of(), "bullseye", "bookworm", "local"));
        assertEquals(List.of(), notes);
    }

    @Test
    void localProcessesDoInsteadAndThisIsSaid() throws UserException {
        assertEquals(
                List.of("test_socket", "peers-local"),
                choose(List.of(), false, Set.of("bookworm"), "bookworm", "local"));
        assertTrue(notes.get(0).contains("no engine"), notes.toString());
    }

    @Test
    void localProcessesDoNotDoWherePeersAreRequired() {
        UserException refusal = assertThrows(
                UserException.class, () -> choose(List.of(), true, Set.of("bookworm"), "bookworm", "local"));

        assertTrue(refusal.getMessage().contains("no engine"), refusal.getMessage());
    }

    @Test
    void whatTheUserNamesIsChosenOrRefused() throws UserException {
        assertEquals(
                List.of("test_socket", "peers-trixie", "peers-local"),
                choose(List.of("trixie", "local"), false, Set.of(), "bookworm", "trixie", "local"));
        assertThrows(UserException.class, () -> choose(List.of("sid"), false, Set.of(), "bookworm", "local"));
        assertThrows(UserException.class, () -> choose(List.of("trixie"), false, Set.of("trixie"), "trixie", "local"));
    }

    @Test
    void aSelectionOfOneSuiteMeansThatOne() throws UserException {
        assertEquals(List.of("test_socket", "peers-bullseye"), choose(List.of(), false, Set.of(), "bullseye"));
        assertThrows(UserException.class, () -> choose(List.of(), false, Set.of("bullseye"), "bullseye"));
    }

    @Test
    void withoutPeersNothingIsAsked() throws UserException {
        assertEquals(List.of("test_socket"), choose(List.of("trixie"), true, Set.of()));
    }

    private List<String> choose(List<String> asked, boolean required, Set<String> impossible, String... withPeers)
            throws UserException {
        List<Suite> suites = new ArrayList<>(List.of(PLAIN));
        for (String name : withPeers) {
            suites.add(peers(name));
        }
        return names(choice(asked, required, impossible).among(suites));
    }

    private static Suite peers(String name) {
        return new Suite("peers-" + name, Suite.Kind.PEERS, false, Duration.ofSeconds(1), Map.of(), Optional.empty());
    }

    private static List<String> names(List<Suite> suites) {
        return suites.stream().map(Suite::name).toList();
    }

    private PeerChoice choice(List<String> asked, boolean required, Set<String> impossible) {
        return new PeerChoice(
                asked,
                required,
                suite -> impossible.contains(suite.name().replace("peers-", ""))
                        ? Optional.of("no engine")
                        : Optional.empty(),
                notes::add);
    }
}
