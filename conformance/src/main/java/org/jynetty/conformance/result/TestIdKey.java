package org.jynetty.conformance.result;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;

/** Test ids as names of JSON members. */
final class TestIdKey extends KeyDeserializer {
    @Override
    public TestId deserializeKey(String key, DeserializationContext context) {
        return TestId.parse(key);
    }
}
