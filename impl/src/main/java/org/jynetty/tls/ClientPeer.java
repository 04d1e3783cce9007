package org.jynetty.tls;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;

/** What a client says and decides in a handshake. */
final class ClientPeer extends AbstractTlsClient {
    private final Handshake handshake;
    private final byte[] host;
    private final ProtocolVersion[] versions;

    /** @param host the name to send to the server; null to send none */
    ClientPeer(Handshake handshake, byte[] host, List<ProtocolVersion> versions) {
        super(TlsCryptography.INSTANCE);
        this.handshake = handshake;
        this.host = host;
        this.versions = versions.toArray(new ProtocolVersion[0]);
    }

    @Override
    public void init(TlsClientContext wire) {
        handshake.begin(wire);
        super.init(wire);
    }

    @Override
    public void notifyHandshakeBeginning() throws IOException {
        super.notifyHandshakeBeginning();
        handshake.beginning();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return versions;
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        boolean tls13 = versions[0] == ProtocolVersion.TLSv13;
        return Arrays.stream(handshake.settings().usableCiphers())
                .filter(id -> tls13 || !Cipher.byId(id).isForTls13())
                .toArray();
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Signing.algorithms(handshake.settings());
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
        Vector<Integer> groups = new Vector<>();
        for (int group : handshake.groups(versions[0] == ProtocolVersion.TLSv13)) {
            groups.add(group);
        }
        // Where a server uses one of these primes, Bouncy Castle insists on having named the group.
        for (int group = NamedGroup.ffdhe2048; group <= NamedGroup.ffdhe8192; group++) {
            groups.add(group);
        }
        return groups;
    }

    /** A key share for the first group alone, as OpenSSL sends it. */
    @Override
    public Vector<?> getEarlyKeyShareGroups() {
        return supportedGroups == null || supportedGroups.isEmpty()
                ? null
                : new Vector<>(List.of(supportedGroups.firstElement()));
    }

    @Override
    protected Vector<ServerName> getSNIServerNames() {
        return host == null ? null : new Vector<>(List.of(new ServerName(NameType.host_name, host)));
    }

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        return handshake.applicationProtocols();
    }

    @Override
    public void notifySelectedCipherSuite(int suite) {
        super.notifySelectedCipherSuite(suite);
        handshake.cipherSuite(suite);
    }

    @Override
    protected CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        SecurityLevel level = handshake.settings().securityLevel();
        return group -> level.acceptsDhBits(group.getP().bitLength());
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public boolean requiresCloseNotify() {
        return true;
    }

    /** OpenSSL connects to servers that do not know RFC 5746. */
    @Override
    public void notifySecureRenegotiation(boolean secure) {}

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        handshake.complete();
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                handshake.peerCertificate(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                OwnCredentials own = handshake.settings().credentials();
                if (own.isEmpty()) {
                    return null;
                }
                // Before 1.3 OpenSSL takes what was loaded last, whether the server can use it or not.
                List<Credentials> candidates =
                        TlsUtils.isTLSv13(context) ? own.all() : own.all().subList(0, 1);
                return Signing.signer(context, candidates, request.getSupportedSignatureAlgorithms());
            }
        };
    }
}
