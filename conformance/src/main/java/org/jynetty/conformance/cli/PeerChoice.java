package org.jynetty.conformance.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jynetty.conformance.catalogue.Suite;

/**
 * Which of the suites that talk to TLS peers a run has. Where the user does not say, it is the one with containers of
 * the usual distribution, or local processes where there can be none.
 */
final class PeerChoice {
    private static final String USUAL = "peers-bookworm";

    private final List<String> asked;
    private final boolean required;
    private final Function<Suite, Optional<String>> obstacle;
    private final Consumer<String> note;

    /**
     * @param asked the names of suites, without {@code peers-}; empty where the user does not say
     * @param required whether local processes will not do instead of containers
     * @param obstacle why a suite's peers cannot be started; empty where they can
     * @param note is told when local processes do instead
     */
    PeerChoice(
            List<String> asked, boolean required, Function<Suite, Optional<String>> obstacle, Consumer<String> note) {
        this.asked = asked;
        this.required = required;
        this.obstacle = obstacle;
        this.note = note;
    }

    /** Of these suites, those of other kinds and the chosen ones with peers. */
    List<Suite> among(List<Suite> suites) throws UserException {
        List<Suite> withPeers = suites.stream()
                .filter(suite -> suite.kind() == Suite.Kind.PEERS)
                .toList();
        List<Suite> chosen = new ArrayList<>(suites);
        chosen.removeAll(withPeers);
        if (!withPeers.isEmpty()) {
            chosen.addAll(of(withPeers));
        }
        return chosen;
    }

    /** Of these suites with peers, of which there is one at least, the ones that the user names, or else the best one. */
    List<Suite> of(List<Suite> withPeers) throws UserException {
        return asked.isEmpty() ? List.of(bestOf(withPeers)) : named(withPeers);
    }

    private List<Suite> named(List<Suite> withPeers) throws UserException {
        List<Suite> named = new ArrayList<>();
        for (String name : asked) {
            Suite suite = find(withPeers, "peers-" + name);
            refuseImpossible(suite);
            named.add(suite);
        }
        return named;
    }

    private Suite bestOf(List<Suite> withPeers) throws UserException {
        if (withPeers.size() == 1) {
            refuseImpossible(withPeers.get(0));
            return withPeers.get(0);
        }
        Suite usual = find(withPeers, USUAL);
        Optional<String> why = obstacle.apply(usual);
        if (why.isPresent() && !required) {
            note.accept(why.get() + ": local processes are the TLS peers");
            return find(withPeers, "peers-local");
        }
        refuseImpossible(usual);
        return usual;
    }

    private void refuseImpossible(Suite suite) throws UserException {
        Optional<String> why = obstacle.apply(suite);
        if (why.isPresent()) {
            throw new UserException("the peers of %s cannot be started: %s; ci/peers brings what is missing"
                    .formatted(suite.name(), why.get()));
        }
    }

    private static Suite find(List<Suite> suites, String name) throws UserException {
        return suites.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserException("no suite " + name + " among "
                        + suites.stream().map(Suite::name).toList()));
    }
}
