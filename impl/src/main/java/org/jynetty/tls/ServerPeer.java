package org.jynetty.tls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.Vector;
import java.util.function.ToIntFunction;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerContext;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.impl.jcajce.JceDefaultTlsCredentialedDecryptor;
import org.bouncycastle.util.Arrays;

/** What a server says and decides in a handshake. */
final class ServerPeer extends AbstractTlsServer {
    private static final int SESSION_ID_LENGTH = 32;

    /** OpenSSL's reason. */
    private static final int CALLBACK_FAILED = 234;

    private final Handshake handshake;
    private final ProtocolVersion[] versions;

    /** Asks the program which context serves a name; returns an alert, or {@link ServerNameCallback#CONTINUE}. */
    private final ToIntFunction<byte[]> nameCallback;

    /** In the handshake that is under way. */
    private boolean nameHandled;

    ServerPeer(Handshake handshake, List<ProtocolVersion> versions, ToIntFunction<byte[]> nameCallback) {
        super(TlsCryptography.INSTANCE);
        this.handshake = handshake;
        this.versions = versions.toArray(new ProtocolVersion[0]);
        this.nameCallback = nameCallback;
    }

    @Override
    public void init(TlsServerContext wire) {
        handshake.begin(wire);
        super.init(wire);
    }

    @Override
    public void notifyHandshakeBeginning() throws IOException {
        super.notifyHandshakeBeginning();
        handshake.beginning();
        nameHandled = false;
    }

    // ---- version, cipher suite, groups ------------------------------------------------------------------------------

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return versions;
    }

    @Override
    public ProtocolVersion getServerVersion() throws IOException {
        try {
            return super.getServerVersion();
        } catch (TlsFatalAlert e) {
            if (!handshake.settings().protocol().isFixed()) {
                throw new EngineFailure(AlertDescription.protocol_version, "UNSUPPORTED_PROTOCOL");
            }
            // OpenSSL's methods for one version do not look at the client's list of versions, only at its latest.
            if (context.getClientVersion().isLaterVersionOf(versions[0])) {
                throw new EngineFailure(AlertDescription.handshake_failure, "NO_SHARED_CIPHER");
            }
            throw new EngineFailure(AlertDescription.protocol_version, "WRONG_SSL_VERSION");
        }
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return handshake.settings().usableCiphers();
    }

    /** Not those of the beginning: the context may have been replaced since. */
    @Override
    public int[] getCipherSuites() {
        return handshake.settings().usableCiphers();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return handshake.settings().has(Options.CIPHER_SERVER_PREFERENCE);
    }

    @Override
    public int getSelectedCipherSuite() throws IOException {
        handleServerName();
        try {
            if (handshake.settings().credentials().isEmpty() && TlsUtils.isTLSv13(context)) {
                throw new EngineFailure(AlertDescription.handshake_failure, "NO_SHARED_CIPHER");
            }
            int suite = super.getSelectedCipherSuite();
            if (TlsUtils.isTLSv13(context)) {
                handshake.cipherSuite(suite); // before 1.3 OpenSSL tells when both sides have changed to it
            }
            return suite;
        } catch (EngineFailure e) {
            throw e;
        } catch (TlsFatalAlert e) {
            if (e.getAlertDescription() == AlertDescription.handshake_failure) {
                throw new EngineFailure(AlertDescription.handshake_failure, "NO_SHARED_CIPHER");
            }
            throw e;
        }
    }

    /**
     * Asks once, when the cipher suite is selected or, if a session is resumed, thereafter. Not when the client's extensions
     * are processed: that is left out for a client that sends none.
     */
    private void handleServerName() throws IOException {
        if (nameHandled) {
            return;
        }
        nameHandled = true;
        byte[] name = null;
        Vector<?> names = context.getSecurityParametersHandshake().getClientServerNames();
        if (names != null) {
            for (Object candidate : names) {
                ServerName server = (ServerName) candidate;
                if (name == null && server.getNameType() == NameType.host_name) {
                    name = server.getNameData();
                }
            }
        }
        int alert = nameCallback.applyAsInt(name);
        if (alert != ServerNameCallback.CONTINUE) {
            throw new EngineFailure((short) alert, CALLBACK_FAILED);
        }
    }

    @Override
    public void getServerExtensionsForConnection(Hashtable serverExtensions) throws IOException {
        handleServerName();
        super.getServerExtensionsForConnection(serverExtensions);
    }

    @Override
    protected boolean isSelectableCipherSuite(int suite, int curveBits, int fieldBits, Vector signatureAlgorithms) {
        TlsSettings settings = handshake.settings();
        OwnCredentials own = settings.credentials();
        int exchange = TlsUtils.getKeyExchangeAlgorithm(suite);
        Set<Credentials.KeyType> signing = Credentials.signing(exchange, TlsUtils.isTLSv12(context));
        boolean possible =
                switch (exchange) {
                    case KeyExchangeAlgorithm.DH_anon -> settings.dhGroup() != null;
                    case KeyExchangeAlgorithm.ECDH_anon -> true;
                    case KeyExchangeAlgorithm.DHE_RSA -> settings.dhGroup() != null && own.have(signing);
                    case KeyExchangeAlgorithm.ECDHE_RSA -> own.have(signing);
                    case KeyExchangeAlgorithm.RSA -> own.have(Credentials.DECRYPTING);
                    case KeyExchangeAlgorithm.ECDHE_ECDSA -> own.have(signing);
                    default -> false;
                };
        return possible && super.isSelectableCipherSuite(suite, curveBits, fieldBits, signatureAlgorithms);
    }

    @Override
    public int[] getSupportedGroups() {
        return handshake.groups(TlsUtils.isTLSv13(context));
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return handshake.settings().has(Options.CIPHER_SERVER_PREFERENCE);
    }

    @Override
    protected int selectECDH(int minimumBits) {
        int[] own = handshake.groups(false);
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        if (offered == null) {
            return own[0] == Handshake.GROUPS[0] ? selectECDHDefault(minimumBits) : own[0];
        }
        for (int group : own) {
            for (int other : offered) {
                if (group == other) {
                    return group;
                }
            }
        }
        return super.selectECDH(minimumBits);
    }

    @Override
    public TlsDHConfig getDHConfig() {
        return new TlsDHConfig(handshake.settings().dhGroup());
    }

    // ---- ALPN -------------------------------------------------------------------------------------------------------

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        return handshake.applicationProtocols();
    }

    /** Without a protocol in common OpenSSL goes on without one, where RFC 7301 has an alert. */
    @Override
    protected ProtocolName selectProtocolName() {
        Vector<ProtocolName> own = getProtocolNames();
        return own == null ? null : selectProtocolName(clientProtocolNames, own);
    }

    /** The context, and with it the list, may be replaced while the extensions are being read. */
    @Override
    protected boolean shouldSelectProtocolNameEarly() {
        return false;
    }

    // ---- certificates -----------------------------------------------------------------------------------------------

    @Override
    public TlsCredentials getCredentials() throws IOException {
        SecurityParameters parameters = context.getSecurityParametersHandshake();
        OwnCredentials own = handshake.settings().credentials();
        Vector<?> accepted = parameters.getClientSigAlgs();
        int exchange = parameters.getKeyExchangeAlgorithm();
        return switch (exchange) {
            case KeyExchangeAlgorithm.DH_anon, KeyExchangeAlgorithm.ECDH_anon -> null;
            case KeyExchangeAlgorithm.RSA -> {
                Credentials decrypting = own.of(Credentials.DECRYPTING).get(0);
                yield new JceDefaultTlsCredentialedDecryptor(
                        TlsCryptography.INSTANCE, decrypting.forWire(context), decrypting.key());
            }
            case KeyExchangeAlgorithm.NULL -> Signing.signer(context, own.all(), accepted); // TLS 1.3
            default ->
                Signing.signer(context, own.of(Credentials.signing(exchange, TlsUtils.isTLSv12(context))), accepted);
        };
    }

    /** Names no authorities: {@code load_verify_locations} of CPython tells OpenSSL whom to trust, not what to ask for. */
    @Override
    public CertificateRequest getCertificateRequest() throws IOException {
        if (handshake.settings().verifyMode() == VerifyMode.NONE) {
            return null;
        }
        Vector<?> algorithms = TlsUtils.isTLSv12(context) ? Signing.algorithms(handshake.settings()) : null;
        if (TlsUtils.isTLSv13(context)) {
            return new CertificateRequest(TlsUtils.EMPTY_BYTES, algorithms, null, null);
        }
        short[] types = {ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign};
        return new CertificateRequest(types, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (certificate != null && !certificate.isEmpty()) {
            handshake.peerCertificate(certificate);
        } else if (handshake.settings().verifyMode() == VerifyMode.REQUIRED) {
            short alert = TlsUtils.isTLSv13(context)
                    ? AlertDescription.certificate_required
                    : AlertDescription.handshake_failure;
            throw new EngineFailure(alert, "PEER_DID_NOT_RETURN_A_CERTIFICATE");
        }
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    // ---- sessions and the end ---------------------------------------------------------------------------------------

    @Override
    public byte[] getNewSessionID() {
        return context.getNonceGenerator().generateNonce(SESSION_ID_LENGTH);
    }

    @Override
    public TlsSession getSessionToResume(byte[] id) {
        if (id == null || id.length == 0) {
            return null;
        }
        TlsSession session = handshake.context().sessions().get(id);
        return session != null && isAcceptable(session) ? session : null;
    }

    /** What the context demands now may be more than when the session began. */
    private boolean isAcceptable(TlsSession session) {
        SessionParameters parameters = session.exportSessionParameters();
        Certificate certificate = parameters.getPeerCertificate();
        boolean identified = certificate != null && !certificate.isEmpty();
        return (identified || handshake.settings().verifyMode() != VerifyMode.REQUIRED)
                && Arrays.contains(handshake.settings().usableCiphers(), parameters.getCipherSuite());
    }

    @Override
    public boolean requiresCloseNotify() {
        return true;
    }

    /** OpenSSL serves clients that do not know RFC 5746. */
    @Override
    public void notifySecureRenegotiation(boolean secure) {}

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        handshake.complete();
        TlsSession session = context.getSession();
        boolean resumed = context.getSecurityParametersConnection().isResumedSession();
        if (!resumed && session != null && session.isResumable()) {
            handshake.context().sessions().put(session);
        }
    }
}
