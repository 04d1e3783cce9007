package org.jynetty.tls;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.crypto.TlsCertificate;

/**
 * One connection's handshake: what both sides' peers have in common. It begins with the settings of the context, of which a
 * server may change some when it has heard the client's wish for a host.
 */
final class Handshake {
    /** No cipher suite is known yet. */
    static final int NONE = -1;

    /** OpenSSL's groups, in its order; Bouncy Castle's numbers. */
    static final int[] GROUPS = {29, 23, 30, 25, 24};

    private final TlsContext context;
    private final boolean server;
    private TlsSettings settings;
    private org.bouncycastle.tls.TlsContext wire;
    private Certificate peerCertificate;
    private int cipherSuite = NONE;
    private Outcome outcome;

    /**
     * What was negotiated.
     *
     * @param unique the channel binding tls-unique: RFC 5929 section 3
     * @param applicationProtocol of ALPN; null if none was agreed on
     */
    record Outcome(ProtocolVersion version, byte[] unique, byte[] applicationProtocol) {}

    Handshake(TlsContext context, TlsSettings settings, boolean server) {
        this.context = context;
        this.settings = settings;
        this.server = server;
    }

    TlsContext context() {
        return context;
    }

    TlsSettings settings() {
        return settings;
    }

    /** From here on another context's certificate, cipher suites and protocols count; the rest stays, as in OpenSSL. */
    void switchTo(TlsSettings other) {
        settings = new TlsSettings(
                settings.protocol(),
                settings.options(),
                settings.verifyMode(),
                settings.verifyFlags(),
                other.ciphers(),
                other.credentials(),
                other.dhGroup(),
                other.curve(),
                other.applicationProtocols());
    }

    void begin(org.bouncycastle.tls.TlsContext wireContext) {
        wire = wireContext;
    }

    /** Called by Bouncy Castle's peers at the first handshake and at each renegotiation. */
    void beginning() {
        boolean again = outcome != null;
        if (server) {
            count(again ? SessionStatistics.Event.ACCEPT_RENEGOTIATE : SessionStatistics.Event.ACCEPT);
        } else {
            count(again ? SessionStatistics.Event.CONNECT_RENEGOTIATE : SessionStatistics.Event.CONNECT);
        }
    }

    private void count(SessionStatistics.Event event) {
        context.statistics().count(event);
    }

    org.bouncycastle.tls.TlsContext wire() {
        return wire;
    }

    /** Called by Bouncy Castle's peers when the last message has been seen or written. */
    void complete() {
        SecurityParameters parameters = wire.getSecurityParametersConnection();
        // OpenSSL gives the same for TLS 1.3, where RFC 8446 defines none.
        boolean own = parameters.isResumedSession() == server;
        byte[] unique = own ? parameters.getLocalVerifyData() : parameters.getPeerVerifyData();
        ProtocolName protocol = parameters.getApplicationProtocol();
        if (peerCertificate == null) {
            peerCertificate = parameters.getPeerCertificate();
        }
        cipherSuite = parameters.getCipherSuite();
        outcome = new Outcome(
                parameters.getNegotiatedVersion(), unique.clone(), protocol == null ? null : protocol.getBytes());
        count(server ? SessionStatistics.Event.ACCEPT_GOOD : SessionStatistics.Event.CONNECT_GOOD);
    }

    /** Notes the cipher suite where the program can know it before the handshake is complete. */
    void cipherSuite(int suite) {
        cipherSuite = suite;
    }

    /** The cipher suite; {@link #NONE} before it is known. */
    int cipherSuite() {
        return cipherSuite;
    }

    /** Null until the handshake is complete. */
    Outcome outcome() {
        return outcome;
    }

    Certificate peerCertificate() {
        return peerCertificate;
    }

    /** Takes the peer's certificate and, if the settings say so, verifies it. */
    void peerCertificate(Certificate certificate) throws IOException {
        peerCertificate = certificate;
        if (settings.verifyMode() == VerifyMode.NONE) {
            return;
        }
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (TlsCertificate link : certificate.getCertificateList()) {
                chain.add(CertificateFiles.certificate(link.getEncoded()));
            }
        } catch (CertificateException e) {
            throw new EngineFailure(AlertDescription.decode_error, "LENGTH_MISMATCH");
        }
        CertificatePurpose purpose = server ? CertificatePurpose.CLIENT : CertificatePurpose.SERVER;
        VerifyError error = new PathVerifier(context.store(), settings.verifyFlags(), purpose, settings.securityLevel())
                .verify(chain);
        if (error != null) {
            throw new EngineFailure(error.alert(), "CERTIFICATE_VERIFY_FAILED");
        }
    }

    /** The groups for key exchange. */
    int[] groups(boolean tls13) {
        int only = settings.curve();
        if (only < 0) {
            return GROUPS;
        }
        for (int group : GROUPS) {
            if (group == only) {
                return new int[] {only};
            }
        }
        return tls13 ? GROUPS : new int[] {only};
    }

    /** The protocols of ALPN as Bouncy Castle wants them; null if they were never set. */
    Vector<ProtocolName> applicationProtocols() {
        List<byte[]> names = settings.applicationProtocols();
        if (names == null || names.isEmpty()) {
            return null;
        }
        Vector<ProtocolName> protocols = new Vector<>();
        names.forEach(name -> protocols.add(ProtocolName.asRawBytes(name)));
        return protocols;
    }
}
