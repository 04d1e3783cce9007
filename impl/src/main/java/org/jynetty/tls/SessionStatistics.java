package org.jynetty.tls;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened to the connections of a context: {@code SSL_CTX_sess_number(3)} and its like. */
final class SessionStatistics {
    /** What is counted. */
    enum Event {
        CONNECT,
        CONNECT_GOOD,
        CONNECT_RENEGOTIATE,
        ACCEPT,
        ACCEPT_GOOD,
        ACCEPT_RENEGOTIATE,
        HITS,
        MISSES,
        TIMEOUTS,
        CACHE_FULL
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    SessionStatistics() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(Event event) {
        counts.get(event).increment();
    }

    long get(Event event) {
        return counts.get(event).sum();
    }
}
