package org.jynetty.tls;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsUtils;
import org.jynetty.net.NetException;

/**
 * One TLS connection over memory: OpenSSL's SSL object between two buffers. The owner puts in what came from the peer
 * ({@link #feed}, {@link #endOfInput}) and takes out what goes to it ({@link #sendOutput}), also after a failure, which may
 * have left an alert there.
 *
 * <p>An operation that needs more from the peer says so ({@code false}, {@link #WANT_READ}) and is repeated when there is
 * more. It takes no more from a source than the rest of one record, so that what follows a close_notify is still with the
 * owner.
 *
 * <p>Not thread-safe: the lock of the socket's loop guards it.
 */
public final class TlsConnection {
    /** A read needs more from the peer. */
    public static final int WANT_READ = -2;

    /** A read found the peer's close_notify. */
    public static final int CLOSED = -1;

    /** How much plain text a record carries at most: RFC 8446 section 5.1. */
    public static final int MAX_RECORD = 1 << 14;

    // OpenSSL's numbers of reasons that CPython 2.7.18 has no name for.
    private static final int INTERNAL_ERROR = 68;
    private static final int SHUTDOWN_WHILE_IN_INIT = 407;
    private static final int DATA_AFTER_CLOSE_NOTIFY = 291;

    private final boolean server;
    private final byte[] host;
    private final Handshake handshake;
    private final Engine engine;
    private final Output output;
    private final RecordBuffer input = new RecordBuffer();

    private TlsContext context;
    private boolean started;
    private boolean failed;
    private boolean endOfInput;
    private boolean closeSent;

    /** The length of a record of data that came when there could be none yet. */
    private int refused;

    private Object attachment;

    private TlsConnection(TlsContext context, boolean server, byte[] host) {
        this.context = context;
        this.server = server;
        this.host = host;
        handshake = new Handshake(context, context.settings(), server);
        engine = server ? new Engine.Server() : new Engine.Client();
        output = new Output(engine);
    }

    /** @param host the name to send to the server, as bytes; null to send none */
    public static TlsConnection client(TlsContext context, byte[] host) {
        return new TlsConnection(context, false, host);
    }

    public static TlsConnection server(TlsContext context) {
        return new TlsConnection(context, true, null);
    }

    /** Keeps something of the owner's with the connection. */
    public void attach(Object object) {
        attachment = object;
    }

    public Object attachment() {
        return attachment;
    }

    /** The context: the one it was made with, or what replaced it. */
    public TlsContext context() {
        return context;
    }

    /** Replaces the context: its certificate, cipher suites and protocols count if the handshake has not come to them. */
    public void setContext(TlsContext replacement) {
        context = replacement;
        handshake.switchTo(replacement.settings());
    }

    // ---- the peer's side --------------------------------------------------------------------------------------------

    /** Where bytes of the peer come from. */
    @FunctionalInterface
    public interface Source {
        /** Puts up to so many bytes into an array; returns how many, or 0 or less where there are none. */
        int read(byte[] target, int offset, int length) throws NetException;
    }

    /** Where bytes for the peer go to. */
    @FunctionalInterface
    public interface Sink {
        /** Takes some of these bytes; returns how many. */
        int write(byte[] source, int offset, int length) throws NetException;
    }

    /** Takes from the peer, once, what the next operation can use; returns what the source does. */
    public int feed(Source source) throws NetException {
        return input.fill(source, input.hasRecord() ? 1 : input.needed() - input.size());
    }

    /** Takes bytes from the peer. */
    public void feed(byte[] bytes, int offset, int length) {
        input.add(bytes, offset, length);
    }

    /** The peer sends no more: the next operation that needs more fails. What is fed all the same serves those after it. */
    public void endOfInput() {
        endOfInput = true;
    }

    private boolean takeEnd() {
        boolean ended = endOfInput;
        endOfInput = false;
        return ended;
    }

    /** Bytes that were fed but belong to no record yet; they are the owner's again. */
    public byte[] takeUnusedInput() {
        return input.take(input.size());
    }

    /** How many bytes are to be sent to the peer. */
    public int outputSize() {
        return output.size();
    }

    /** Removes what is to be sent to the peer. */
    public byte[] takeOutput() {
        return output.take();
    }

    /** Has the sink take, once, what is to be sent to the peer; returns how many bytes it took. */
    public int sendOutput(Sink sink) throws NetException {
        return output.send(sink);
    }

    // ---- operations -------------------------------------------------------------------------------------------------

    /**
     * Goes on with the handshake, or begins it.
     *
     * @return whether it is complete; false: more is needed from the peer
     */
    public boolean doHandshake() throws TlsException {
        return doHandshake(CallSite.HANDSHAKE);
    }

    private boolean doHandshake(CallSite site) throws TlsException {
        checkUsable(site);
        if (!started) {
            start(site);
        }
        boolean again = isHandshakeComplete();
        int unread = pending();
        while (isHandshaking()) {
            if (engine.isPeerClosed()) {
                throw TlsException.closed(site);
            }
            if (!processRecord(site)) {
                if (takeEnd()) {
                    throw TlsException.brokenOff(site);
                }
                return false;
            }
            if (again && pending() > unread) {
                // As OpenSSL: data in the midst of a handshake is for a program that reads.
                throw fail(site, AlertDescription.unexpected_message, Reason.ssl("UNEXPECTED_RECORD"));
            }
            if (!isHandshaking()) {
                input.trim();
                output.trim();
            }
        }
        return true;
    }

    /**
     * Reads decrypted bytes.
     *
     * @return how many, at least 1; or {@link #WANT_READ}, or {@link #CLOSED}
     * @throws TlsException {@link SslError#EOF} if the peer has gone without close_notify, {@link SslError#ZERO_RETURN} if both have
     *     sent theirs
     */
    public int read(byte[] target, int offset, int length) throws TlsException {
        checkUsable(CallSite.READ);
        if (!isHandshakeComplete() && !doHandshake(CallSite.READ)) {
            return WANT_READ;
        }
        while (pending() == 0) {
            if (engine.isPeerClosed()) {
                if (closeSent) {
                    throw TlsException.closed(CallSite.READ);
                }
                return CLOSED;
            }
            if (!processRecord(CallSite.READ)) {
                if (takeEnd()) {
                    throw TlsException.endOfStream(CallSite.READ);
                }
                return WANT_READ;
            }
        }
        return engine.protocol().readInput(target, offset, length);
    }

    /**
     * How many decrypted bytes can be read without more from the peer. As OpenSSL, also what a record has that came before the
     * handshake and made it fail; nobody can read that.
     */
    public int pending() {
        return refused > 0 ? refused : engine.protocol().getAvailableInputBytes();
    }

    /**
     * Encrypts bytes into one record of the output.
     *
     * @param length at most {@link #MAX_RECORD}
     * @return false if the handshake has to be completed first and that needs more from the peer
     */
    public boolean write(byte[] source, int offset, int length) throws TlsException {
        checkNotShutDown();
        checkUsable(CallSite.WRITE);
        if (isHandshaking() && !doHandshake(CallSite.WRITE)) {
            return false;
        }
        try {
            if (TlsUtils.isTLSv11(handshake.outcome().version())) {
                engine.protocol().writeApplicationData(source, offset, length);
            } else {
                engine.writeRecord(source, offset, length);
            }
            return true;
        } catch (IOException e) {
            throw failure(CallSite.WRITE, e);
        }
    }

    /** Whether the peer has sent close_notify. */
    boolean isPeerClosed() {
        return engine.isPeerClosed();
    }

    /** Whether it has failed for good. */
    boolean hasFailed() {
        return failed;
    }

    /** Fails because a write was repeated with less than it had begun with. */
    TlsException failForLength() {
        return fail(CallSite.WRITE, AlertDescription.internal_error, Reason.ssl("BAD_LENGTH"));
    }

    /** After close_notify nothing can be written, whatever else there is to say. @throws TlsException PROTOCOL_IS_SHUTDOWN */
    void checkNotShutDown() throws TlsException {
        if (closeSent) {
            throw TlsException.failed(CallSite.WRITE, Reason.ssl("PROTOCOL_IS_SHUTDOWN"), null);
        }
    }

    /**
     * Sends close_notify, unless that was done, and looks for the peer's.
     *
     * @return whether the peer's has come
     * @throws TlsException if the peer sends data instead, or has gone
     */
    public boolean shutdown() throws TlsException {
        sendCloseNotify();
        return findCloseNotify();
    }

    /** Sends close_notify, unless that was done. @throws TlsException SHUTDOWN_WHILE_IN_INIT, also of a connection that has failed */
    void sendCloseNotify() throws TlsException {
        if (failed || !isHandshakeComplete()) {
            throw TlsException.failed(CallSite.SHUTDOWN, Reason.of(Reason.LIBRARY_SSL, SHUTDOWN_WHILE_IN_INIT), null);
        }
        if (!closeSent) {
            closeSent = true;
            try {
                engine.sendCloseNotify();
            } catch (IOException e) {
                throw failure(CallSite.SHUTDOWN, e);
            }
        }
    }

    private boolean findCloseNotify() throws TlsException {
        while (!engine.isPeerClosed()) {
            if (pending() > 0) {
                failed = true;
                engine.protocol().readInput(new byte[pending()], 0, pending()); // nobody gets it any more
                throw TlsException.failed(
                        CallSite.SHUTDOWN, Reason.of(Reason.LIBRARY_SSL, DATA_AFTER_CLOSE_NOTIFY), null);
            }
            if (!processRecord(CallSite.SHUTDOWN)) {
                if (takeEnd()) {
                    throw TlsException.brokenOff(CallSite.SHUTDOWN);
                }
                return false;
            }
        }
        return true;
    }

    /** @throws TlsException if it has failed for good */
    void checkUsable(CallSite site) throws TlsException {
        if (failed) {
            throw TlsException.brokenOff(site);
        }
    }

    private void start(CallSite site) throws TlsException {
        started = true;
        TlsSettings settings = handshake.settings();
        List<ProtocolVersion> versions = server
                ? settings.protocol().serverVersions(settings.options())
                : settings.protocol().clientVersions(settings.options());
        if (versions.isEmpty()) {
            Reason reason =
                    server ? Reason.of(Reason.LIBRARY_SSL, INTERNAL_ERROR) : Reason.ssl("NO_PROTOCOLS_AVAILABLE");
            throw fail(site, AlertDescription.internal_error, reason);
        }
        try {
            if (engine instanceof Engine.Server accepting) {
                accepting.accept(new ServerPeer(handshake, versions, this::selectContext));
            } else if (engine instanceof Engine.Client connecting) {
                connecting.connect(new ClientPeer(handshake, host, versions));
            }
        } catch (IOException e) {
            throw failure(site, e);
        }
    }

    private int selectContext(byte[] name) {
        ServerNameCallback callback = context.serverNameCallback();
        return callback == null ? ServerNameCallback.CONTINUE : callback.select(this, name);
    }

    // ---- records ----------------------------------------------------------------------------------------------------

    /** Has the engine process one record, if there is a whole one. */
    private boolean processRecord(CallSite site) throws TlsException {
        checkHeader(site);
        if (!input.hasRecord()) {
            return false;
        }
        try {
            if (input.unsigned(0) == ContentType.application_data && isHandshakeComplete()) {
                input.consume(input.needed(), engine.protocol()::offerInput);
            } else {
                byte[] record = input.take(input.needed()); // a callback may come back here
                engine.protocol().offerInput(record, 0, record.length);
            }
            return true;
        } catch (IOException e) {
            throw failure(site, e);
        }
    }

    private void checkHeader(CallSite site) throws TlsException {
        RecordHeader.Fault fault = RecordHeader.check(input, server, handshake);
        if (fault != null) {
            if (input.unsigned(0) == ContentType.application_data && !isHandshakeComplete() && input.hasRecord()) {
                refused = input.needed() - RecordBuffer.HEADER;
            }
            throw fail(site, fault.alert(), fault.reason());
        }
    }

    /** Fails on our own account; the engine only encrypts the alert, if it can already. */
    private TlsException fail(CallSite site, short alert, Reason reason) {
        failed = true;
        if (alert != RecordHeader.NO_ALERT) {
            if (isHandshakeComplete()) {
                sendAlert(alert);
            } else {
                output.alert(alert, alertVersion());
            }
        }
        return TlsException.failed(site, reason, null);
    }

    private void sendAlert(short alert) {
        try {
            engine.sendFatal(alert);
        } catch (IOException e) {
            // The peer has to do without it; the program hears of the failure anyway.
        }
    }

    /** The version that a record bears before one is agreed on, as OpenSSL chooses it. */
    private ProtocolVersion alertVersion() {
        if (!server) {
            return ProtocolVersion.TLSv10;
        }
        Protocol protocol = handshake.settings().protocol();
        return protocol.isFixed() ? protocol.latest() : ProtocolVersion.TLSv12;
    }

    private TlsException failure(CallSite site, IOException cause) {
        failed = true;
        if (cause instanceof TlsFatalAlertReceived received) {
            return TlsException.failed(site, Reason.alert(received.getAlertDescription()), cause);
        }
        if (cause instanceof EngineFailure own) {
            return TlsException.failed(site, own.reason(), cause);
        }
        if (cause instanceof TlsFatalAlert fatal
                && fatal.getAlertDescription() == AlertDescription.protocol_version
                && handshake.settings().protocol().isFixed()) {
            // A client's alert bears the version that it wanted, which the server may take for a fault of its own.
            output.replaceBy(
                    AlertDescription.protocol_version,
                    handshake.settings().protocol().latest());
            return TlsException.failed(site, Reason.ssl("WRONG_SSL_VERSION"), cause);
        }
        short alert =
                cause instanceof TlsFatalAlert fatal ? fatal.getAlertDescription() : AlertDescription.internal_error;
        if (handshake.wire() != null && handshake.wire().getClientVersion() == null && output.size() == 0) {
            output.alert(alert, alertVersion()); // Bouncy Castle says nothing before it knows a version
        }
        return TlsException.failed(site, LocalAlerts.reason(alert, isHandshakeComplete()), cause);
    }

    // ---- what was negotiated ----------------------------------------------------------------------------------------

    public boolean isHandshakeComplete() {
        return handshake.outcome() != null;
    }

    /** Whether a handshake is to be completed: the first or, up to TLS 1.2, another that the peer has asked for. */
    public boolean isHandshaking() {
        return !isHandshakeComplete() || engine.protocol().isHandshaking();
    }

    /**
     * Whether the handshake has ended with what the peer said: so it does for a server of TLS 1.3, which says nothing to it, where
     * OpenSSL's sends tickets.
     */
    boolean hasHeardLastOfHandshake() {
        return server && !isHandshaking() && handshake.outcome().version() == ProtocolVersion.TLSv13;
    }

    /** The version, as {@code SSL_get_version(3)} says it; before the handshake, the latest that may be spoken. */
    public String version() {
        Handshake.Outcome outcome = handshake.outcome();
        ProtocolVersion version = outcome != null
                ? outcome.version()
                : handshake.settings().protocol().latest();
        if (version == ProtocolVersion.TLSv13) {
            return "TLSv1.3";
        } else if (version == ProtocolVersion.TLSv12) {
            return "TLSv1.2";
        }
        return version == ProtocolVersion.TLSv11 ? "TLSv1.1" : "TLSv1";
    }

    /** The cipher suite, as {@code SSL_get_current_cipher(3)} says it; null before it is known. */
    public Cipher cipher() {
        return handshake.cipherSuite() == Handshake.NONE ? null : Cipher.byId(handshake.cipherSuite());
    }

    /** The protocol of ALPN; null if none was agreed on. */
    public byte[] applicationProtocol() {
        return isHandshakeComplete() ? handshake.outcome().applicationProtocol() : null;
    }

    /** The channel binding tls-unique; null before the handshake is complete. */
    public byte[] channelBinding() {
        return isHandshakeComplete() ? handshake.outcome().unique() : null;
    }

    /** DER of the peer's certificate; null if it has none. */
    public byte[] peerCertificate() throws TlsException {
        Certificate certificate = handshake.peerCertificate();
        try {
            return certificate == null || certificate.isEmpty()
                    ? null
                    : certificate.getCertificateAt(0).getEncoded();
        } catch (IOException e) {
            throw failure(CallSite.READ, e);
        }
    }
}
