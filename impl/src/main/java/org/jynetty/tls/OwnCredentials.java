package org.jynetty.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The credentials of a context: OpenSSL keeps one for each type of key, so that a server can have RSA for clients that know
 * nothing else.
 *
 * @param all the last that was loaded first
 */
record OwnCredentials(List<Credentials> all) {
    static final OwnCredentials NONE = new OwnCredentials(List.of());

    OwnCredentials {
        all = List.copyOf(all);
    }

    /** These with others in place of those of the same type of key. */
    OwnCredentials with(Credentials loaded) {
        List<Credentials> others = new ArrayList<>(all);
        others.removeIf(other -> other.keyType() == loaded.keyType());
        others.add(0, loaded);
        return new OwnCredentials(others);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those whose keys are of one of the types. */
    List<Credentials> of(Set<Credentials.KeyType> types) {
        return all.stream().filter(each -> types.contains(each.keyType())).toList();
    }

    boolean have(Set<Credentials.KeyType> types) {
        return !of(types).isEmpty();
    }
}
