package org.jynetty.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.crypto.DHGroup;
import org.jynetty.net.NetException;

/**
 * What connections have in common: OpenSSL's SSL_CTX as CPython 2.7.18 sets it up. Nothing is trusted and nobody is verified
 * until it is said.
 *
 * <p>Thread-safe. A connection takes what is set when it is made.
 */
public final class TlsContext {
    // OpenSSL's numbers of the functions that fail, a part of the error codes.
    private static final int USE_CERTIFICATE_CHAIN_FILE = 220;
    private static final int USE_PRIVATE_KEY_FILE = 176;
    private static final int SSL_SET_CERTIFICATE = 191;
    private static final int X509_CHECK_PRIVATE_KEY = 128;
    private static final int SSL_CTX_CHECK_PRIVATE_KEY = 168;
    private static final int LOAD_CERT_CRL_FILE = 132;
    private static final int PEM_GET_NAME = 144;
    private static final int PEM_ASN1_READ_BIO = 103;
    private static final int ASN1_D2I_READ_BIO = 107;
    private static final int ASN1_CHECK_LENGTH = 131;
    private static final int EC_GROUP_NEW_BY_CURVE_NAME = 174;

    private static final int PEM_LIB = 9;
    private static final int X509_LIB = 11;
    private static final int NO_CERTIFICATE_OR_CRL_FOUND = 136;
    private static final int KEY_VALUES_MISMATCH = 116;
    private static final int UNKNOWN_GROUP = 129;

    private final Protocol protocol;
    private final CertificateStore store = new CertificateStore();
    private final SessionStatistics statistics = new SessionStatistics();
    private final SessionCache sessions = new SessionCache(statistics);

    // All guarded by this.
    private long options = Options.INITIAL;
    private VerifyMode verifyMode = VerifyMode.NONE;
    private int verifyFlags = VerifyFlags.TRUSTED_FIRST;
    private CipherList ciphers = CipherList.DEFAULT;
    private OwnCredentials credentials = OwnCredentials.NONE;
    private DHGroup dhGroup;
    private int curve = -1;
    private List<byte[]> applicationProtocols;
    private ServerNameCallback serverNameCallback;

    public TlsContext(Protocol protocol) {
        this.protocol = protocol;
    }

    public Protocol protocol() {
        return protocol;
    }

    synchronized TlsSettings settings() {
        return new TlsSettings(
                protocol, options, verifyMode, verifyFlags, ciphers, credentials, dhGroup, curve, applicationProtocols);
    }

    CertificateStore store() {
        return store;
    }

    SessionStatistics statistics() {
        return statistics;
    }

    SessionCache sessions() {
        return sessions;
    }

    /** Bits of {@link Options}. */
    public synchronized long options() {
        return options;
    }

    public synchronized void setOptions(long bits) {
        options = bits;
    }

    public synchronized VerifyMode verifyMode() {
        return verifyMode;
    }

    public synchronized void setVerifyMode(VerifyMode mode) {
        verifyMode = mode;
    }

    /** Bits of {@link VerifyFlags}. */
    public synchronized int verifyFlags() {
        return verifyFlags;
    }

    public synchronized void setVerifyFlags(int flags) {
        verifyFlags = flags;
    }

    /**
     * Selects cipher suites by the rules of {@code ciphers(1)}.
     *
     * @throws TlsException if the string is wrong or selects none
     */
    public void setCiphers(String string) throws TlsException {
        CipherList selected = CipherList.parse(string);
        if (selected == null) {
            throw TlsException.withMessage("No cipher can be selected.");
        }
        synchronized (this) {
            ciphers = selected;
        }
    }

    /** The protocols of ALPN, best first. */
    public synchronized void setApplicationProtocols(List<byte[]> protocols) {
        applicationProtocols = List.copyOf(protocols);
    }

    synchronized ServerNameCallback serverNameCallback() {
        return serverNameCallback;
    }

    /** @param callback null: none is called */
    public synchronized void setServerNameCallback(ServerNameCallback callback) {
        serverNameCallback = callback;
    }

    /**
     * Loads the certificate that the context identifies itself with, those of its issuers behind it, and its key, all PEM.
     *
     * @throws TlsException if the files do not hold them or do not belong together
     * @throws NetException the error of the operating system if a file cannot be read
     */
    public void loadCertificateChain(Path certificateFile, Path keyFile, PasswordSource passwords) throws NetException {
        byte[] certificates = CertificateFiles.read(certificateFile);
        byte[] keys = keyFile.equals(certificateFile) ? certificates : CertificateFiles.read(keyFile);
        List<X509Certificate> chain;
        try {
            chain = Credentials.readChain(certificates);
        } catch (PemException e) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_CERTIFICATE, Reason.of(Reason.LIBRARY_SSL, PEM_LIB), USE_CERTIFICATE_CHAIN_FILE, e);
        }
        if (!settings().securityLevel().accepts(chain.get(0))) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_CERTIFICATE, Reason.ssl("EE_KEY_TOO_SMALL"), SSL_SET_CERTIFICATE, null);
        }
        if (Credentials.publicKey(chain.get(0)) == null) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_CERTIFICATE, Reason.of(Reason.LIBRARY_SSL, X509_LIB), SSL_SET_CERTIFICATE, null);
        }
        PrivateKey key;
        try {
            key = PrivateKeys.read(keys, passwords);
        } catch (PemException e) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_PRIVATE_KEY, Reason.of(Reason.LIBRARY_SSL, PEM_LIB), USE_PRIVATE_KEY_FILE, e);
        }
        checkMatch(chain.get(0), key);
        synchronized (this) {
            credentials = credentials.with(new Credentials(List.copyOf(chain), key));
        }
    }

    private static void checkMatch(X509Certificate certificate, PrivateKey key) throws TlsException {
        Credentials.KeyType type = Credentials.keyType(key);
        if (type != Credentials.keyType(certificate.getPublicKey())) {
            // OpenSSL has a place for each type of key, and in this one there is no certificate.
            throw TlsException.notLoaded(
                    CallSite.CHECK_PRIVATE_KEY, Reason.ssl("NO_CERTIFICATE_ASSIGNED"), SSL_CTX_CHECK_PRIVATE_KEY, null);
        }
        if (!Credentials.match(certificate, key)) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_PRIVATE_KEY,
                    Reason.of(Reason.LIBRARY_X509, KEY_VALUES_MISMATCH),
                    X509_CHECK_PRIVATE_KEY,
                    null);
        }
    }

    /**
     * Trusts the certificates, and heeds the CRLs, of a PEM file.
     *
     * @throws TlsException if there are none
     * @throws NetException the error of the operating system if the file cannot be read
     */
    public void loadTrusted(Path file) throws NetException {
        CertificateFiles.Contents contents;
        try {
            contents = CertificateFiles.parse(CertificateFiles.read(file));
        } catch (PemException e) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_CA_FILE, Reason.of(Reason.LIBRARY_X509, PEM_LIB), LOAD_CERT_CRL_FILE, e);
        }
        if (contents.isEmpty()) {
            throw TlsException.notLoaded(
                    CallSite.LOAD_CA_FILE,
                    Reason.of(Reason.LIBRARY_X509, NO_CERTIFICATE_OR_CRL_FOUND),
                    LOAD_CERT_CRL_FILE,
                    null);
        }
        contents.certificates().forEach(store::add);
        contents.crls().forEach(store::add);
    }

    /** Looks for trusted certificates and CRLs in a directory when a chain is verified. */
    public void addTrustedDirectory(Path directory) {
        store.add(new HashedDirectory(directory));
    }

    /**
     * Trusts certificates in memory.
     *
     * @param pem whether it is text; else DER, one certificate behind the other
     * @throws TlsException if there are none
     */
    public void loadTrusted(byte[] data, boolean pem) throws TlsException {
        try {
            List<X509Certificate> certificates =
                    pem ? CertificateFiles.parse(data).certificates() : CertificateFiles.parseDer(data);
            if (certificates.isEmpty()) {
                throw PemFile.noStartLine();
            }
            certificates.forEach(store::add);
        } catch (PemException e) {
            boolean noStart = e.reason().equals(PemFile.noStartLine().reason());
            boolean endless = e.reason().equals(CertificateFiles.notEnoughData());
            int ofPem = noStart ? PEM_GET_NAME : PEM_ASN1_READ_BIO;
            int ofDer = endless ? ASN1_D2I_READ_BIO : ASN1_CHECK_LENGTH;
            int function = pem ? ofPem : ofDer;
            throw TlsException.notLoaded(CallSite.LOAD_CA_DATA, e.reason(), function, e);
        }
    }

    /** DER of the trusted certificates that are authorities. */
    public List<X509Certificate> trustedAuthorities() {
        List<X509Certificate> authorities = new ArrayList<>(store.certificates());
        authorities.removeIf(certificate -> !CertificatePurpose.isAuthority(certificate));
        return authorities;
    }

    /** What is trusted, in numbers. */
    public record StoreCount(int certificates, int authorities, int crls) {}

    public StoreCount storeCount() {
        return new StoreCount(store.certificates().size(), trustedAuthorities().size(), store.crlCount());
    }

    /**
     * Loads the group for ephemeral Diffie-Hellman.
     *
     * @throws TlsException if the file does not hold one
     * @throws NetException the error of the operating system if the file cannot be read
     */
    public void loadDhParameters(Path file) throws NetException {
        try {
            DHGroup group = DhParameters.read(CertificateFiles.read(file));
            if (!settings().securityLevel().acceptsDhBits(group.getP().bitLength())) {
                throw TlsException.notLoaded(CallSite.LOAD_DH_PARAMETERS, Reason.ssl("DH_KEY_TOO_SMALL"), 0, null);
            }
            synchronized (this) {
                dhGroup = group;
            }
        } catch (PemException e) {
            throw TlsException.notLoaded(CallSite.LOAD_DH_PARAMETERS, e.reason(), PEM_GET_NAME, e);
        }
    }

    /**
     * Sets the curve for ephemeral key exchange up to TLS 1.2.
     *
     * @param name OpenSSL's short name, such as prime256v1
     * @return whether OpenSSL knows the name at all
     * @throws TlsException if it names no curve of TLS
     */
    public boolean setCurve(String name) throws TlsException {
        if (ObjectTable.byShortName(name) == null) {
            return false;
        }
        int group = Curves.group(name);
        if (group < 0) {
            throw TlsException.notLoaded(
                    CallSite.SET_CURVE, Reason.of(Reason.LIBRARY_EC, UNKNOWN_GROUP), EC_GROUP_NEW_BY_CURVE_NAME, null);
        }
        synchronized (this) {
            curve = group;
        }
        return true;
    }

    /** How often what happened, in the order and with the names of Python's {@code session_stats}. */
    public List<Statistic> sessionStatistics() {
        return List.of(
                new Statistic("number", sessions.size()),
                counted("connect", SessionStatistics.Event.CONNECT),
                counted("connect_good", SessionStatistics.Event.CONNECT_GOOD),
                counted("connect_renegotiate", SessionStatistics.Event.CONNECT_RENEGOTIATE),
                counted("accept", SessionStatistics.Event.ACCEPT),
                counted("accept_good", SessionStatistics.Event.ACCEPT_GOOD),
                counted("accept_renegotiate", SessionStatistics.Event.ACCEPT_RENEGOTIATE),
                counted("hits", SessionStatistics.Event.HITS),
                counted("misses", SessionStatistics.Event.MISSES),
                counted("timeouts", SessionStatistics.Event.TIMEOUTS),
                counted("cache_full", SessionStatistics.Event.CACHE_FULL));
    }

    private Statistic counted(String name, SessionStatistics.Event event) {
        return new Statistic(name, statistics.get(event));
    }

    /** One of the session statistics. */
    public record Statistic(String name, long value) {}
}
