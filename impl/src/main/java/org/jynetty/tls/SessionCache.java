package org.jynetty.tls;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.TlsSession;

/**
 * The sessions that clients of a server may resume, up to TLS 1.2, by their id: RFC 5246 section 7.4.1.2. Bounds are
 * OpenSSL's.
 *
 * <p>OpenSSL has two more ways, which Bouncy Castle 1.84 does not offer. Its server never lets a handshake be resumed from a
 * ticket: {@code TlsServer.getSessionToResume} is given the session id alone, while the ticket of RFC 5077 is an extension
 * of the client's; and of TLS 1.3 (RFC 8446 section 2.2) it has external pre-shared keys but neither sends a
 * NewSessionTicket nor derives the key that one stands for; as a client it ignores them. Such a handshake is a full one.
 * A program sees of this only speed and the figures of {@code session_stats}: {@code number} counts here each session that
 * a client may resume by its id, in OpenSSL only those of clients that did not ask for a ticket instead.
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
