package org.jynetty.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * A stream that bytes can only be read from, such as the output of a process. What is there it tells itself. Whether it has
 * ended only a read can tell: so a thread looks one byte ahead while somebody waits for the stream, in the stream's own
 * buffer, where the byte stays for whoever reads. Readers wait for that thread, as they would for the byte.
 */
public final class StreamSource extends ExaminedSource {
    /** One for each stream, so that only one thread looks ahead. Guarded by itself. */
    private static final Map<InputStream, WeakReference<StreamSource>> KNOWN = new WeakHashMap<>();

    private final InputStream stream;

    /** Whether a thread looks ahead. */
    private volatile boolean looking;

    private volatile boolean ended;

    private StreamSource(InputStream stream) {
        this.stream = stream;
    }

    public static StreamSource of(InputStream stream) {
        synchronized (KNOWN) {
            WeakReference<StreamSource> known = KNOWN.get(stream);
            StreamSource source = known == null ? null : known.get();
            if (source == null) {
                source = new StreamSource(stream);
                KNOWN.put(stream, new WeakReference<>(source));
            }
            return source;
        }
    }

    @Override
    int examine() throws IOException {
        if (looking) {
            return 0; // whoever looks holds the stream, and would make this thread wait
        }
        if (stream.available() > 0) {
            return PollEvents.IN;
        }
        if (ended) {
            return PollEvents.HANG_UP;
        }
        lookAhead();
        return 0;
    }

    private void lookAhead() {
        if (isSafeToLookAhead()) {
            looking = true;
            Thread thread = new Thread(this::look, "jynetty-look-ahead");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Whether nobody can read between the mark and the reset. From 21 on the JDK's own class has a lock that is not the
     * stream's monitor; that of its subclasses still is.
     */
    private boolean isSafeToLookAhead() {
        return stream.markSupported()
                && (stream.getClass() != BufferedInputStream.class
                        || Runtime.version().feature() < 21);
    }

    private void look() {
        try {
            synchronized (stream) {
                stream.mark(1);
                ended = stream.read() < 0;
                stream.reset();
            }
        } catch (IOException e) {
            ended = true; // it was closed
        } finally {
            looking = false;
        }
    }
}
