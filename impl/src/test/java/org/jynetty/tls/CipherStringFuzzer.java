package org.jynetty.tls;

import java.nio.charset.StandardCharsets;
import org.jynetty.fuzz.Bounds;

/** The strings of {@code set_ciphers()}. */
public final class CipherStringFuzzer {
    private CipherStringFuzzer() {}

    /** What is loaded and made once, which takes its time in a fuzzer. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bounds.within(input, () -> {
            TlsContext context = new TlsContext(Protocol.TLS);
            PemFuzzer.expectFailure(() -> context.setCiphers(new String(input, StandardCharsets.ISO_8859_1)));
            context.settings().usableCiphers();
        });
    }
}
