package org.jynetty.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The objects of a PEM file, one after the other: {@code PEM_read_bio(3)}. Text around them is passed over. */
final class PemFile {
    private static final int NO_START_LINE = 108;
    private static final int BAD_BASE64_DECODE = 100;
    private static final int BAD_END_LINE = 102;

    private final PemReader reader;

    PemFile(byte[] file) {
        reader = new PemReader(new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.ISO_8859_1));
    }

    /**
     * The next object of a wanted type.
     *
     * @return null if there is none
     * @throws PemException if the file is damaged
     */
    PemObject next(Predicate<String> type) throws PemException {
        try {
            PemObject object = reader.readPemObject();
            while (object != null && !type.test(object.getType())) {
                object = reader.readPemObject();
            }
            return object;
        } catch (DecoderException | IllegalArgumentException e) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, BAD_BASE64_DECODE), e);
        } catch (IOException e) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, BAD_END_LINE), e);
        }
    }

    /** The next object of a wanted type, which must be there. */
    PemObject require(Predicate<String> type) throws PemException {
        PemObject object = next(type);
        if (object == null) {
            throw noStartLine();
        }
        return object;
    }

    static PemException noStartLine() {
        return new PemException(Reason.of(Reason.LIBRARY_PEM, NO_START_LINE), null);
    }
}
