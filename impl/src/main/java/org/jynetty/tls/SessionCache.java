package org.jynetty.tls;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.TlsSession;

/**
 * The sessions that clients of a server may resume, up to TLS 1.2, by their id: RFC 5246 section 7.4.1.2. Bounds are
 * OpenSSL's.
 */
final class SessionCache {
    private static final int CAPACITY = 20 * 1024;
    private static final long LIFETIME = TimeUnit.HOURS.toNanos(2);

    private record Entry(TlsSession session, long time) {}

    private final SessionStatistics statistics;

    /** Oldest first. Guarded by this. */
    private final Map<ByteBuffer, Entry> sessions = new LinkedHashMap<>();

    SessionCache(SessionStatistics statistics) {
        this.statistics = statistics;
    }

    synchronized int size() {
        return sessions.size();
    }

    synchronized void put(TlsSession session) {
        if (sessions.size() == CAPACITY) {
            sessions.remove(sessions.keySet().iterator().next());
            statistics.count(SessionStatistics.Event.CACHE_FULL);
        }
        sessions.put(ByteBuffer.wrap(session.getSessionID()), new Entry(session, System.nanoTime()));
    }

    /** The session to resume; null if it is unknown or too old. */
    synchronized TlsSession get(byte[] id) {
        ByteBuffer key = ByteBuffer.wrap(id);
        Entry entry = sessions.get(key);
        if (entry == null || !entry.session.isResumable()) {
            statistics.count(SessionStatistics.Event.MISSES);
            sessions.remove(key);
            return null;
        }
        if (System.nanoTime() - entry.time > LIFETIME) {
            statistics.count(SessionStatistics.Event.TIMEOUTS);
            sessions.remove(key);
            return null;
        }
        statistics.count(SessionStatistics.Event.HITS);
        return entry.session;
    }
}
