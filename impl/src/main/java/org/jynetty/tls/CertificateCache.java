package org.jynetty.tls;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The certificates that peers have sent last, so that connections with the same peer share one: it is parsed once, what its key
 * is verified with is computed once, and an idle connection holds no copy of its own. Nothing about trust is kept here.
 * Thread-safe.
 *
 * @param <C> a certificate; immutable as far as its users can tell
 */
final class CertificateCache<C> {
    private final int capacity;

    /** By DER; the one that was used longest ago first. Guarded by this. */
    private final Map<ByteBuffer, C> certificates = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, C> eldest) {
            return size() > capacity;
        }
    };

    /** @param capacity how many certificates are kept at most */
    CertificateCache(int capacity) {
        this.capacity = capacity;
    }

    /** The certificate with this encoding; null if it is not here. */
    synchronized C get(byte[] encoding) {
        return certificates.get(ByteBuffer.wrap(encoding));
    }

    /** Keeps a certificate, unless its encoding is here already; returns the one that is here now. */
    synchronized C put(byte[] encoding, C certificate) {
        C known = certificates.putIfAbsent(ByteBuffer.wrap(encoding.clone()), certificate);
        return known == null ? certificate : known;
    }
}
