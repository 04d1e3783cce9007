package org.jynetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class CertificateCacheTest {
    private static final byte[] A = {1};
    private static final byte[] B = {2};
    private static final byte[] C = {3};

    private final CertificateCache<String> cache = new CertificateCache<>(2);

    @Test
    void whatIsEqualIsShared() {
        assertNull(cache.get(A));
        assertEquals("first", cache.put(A, "first"));
        assertEquals("first", cache.put(A.clone(), "second"));
        assertEquals("first", cache.get(A.clone()));
    }

    @Test
    void whatWasUsedLongestAgoGoes() {
        cache.put(A, "a");
        cache.put(B, "b");
        cache.get(A);
        cache.put(C, "c");
        assertEquals("a", cache.get(A));
        assertNull(cache.get(B));
        assertEquals("c", cache.get(C));
    }

    @Test
    void doesNotDependOnTheCallersArray() {
        byte[] encoding = A.clone();
        cache.put(encoding, "a");
        encoding[0] = 9;
        assertEquals("a", cache.get(A));
        assertNull(cache.get(encoding));
    }
}
