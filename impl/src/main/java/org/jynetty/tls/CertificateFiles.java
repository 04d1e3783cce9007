package org.jynetty.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.util.io.pem.PemObject;
import org.jynetty.net.Errno;
import org.jynetty.net.Errors;
import org.jynetty.net.NetException;

/** Reads certificates and CRLs, in PEM or DER, as OpenSSL does. */
final class CertificateFiles {
    static final Set<String> CERTIFICATE_TYPES = Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");
    private static final String CRL_TYPE = "X509 CRL";

    private static final int ASN1_LIB = 13;
    private static final int NESTED_ASN1_ERROR = 58;
    private static final int NOT_ENOUGH_DATA = 142;
    private static final int SEQUENCE_TAG = 0x30;

    private CertificateFiles() {}

    /** What a PEM file holds, in its order. */
    record Contents(List<X509Certificate> certificates, List<X509CRL> crls) {
        boolean isEmpty() {
            return certificates.isEmpty() && crls.isEmpty();
        }
    }

    /** @throws NetException the error of the operating system if the file cannot be read */
    static byte[] read(Path file) throws NetException {
        if (file.toString().isEmpty()) {
            throw NetException.of(Errno.ENOENT); // Java takes the empty name for the current directory.
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Errors.of(e);
        }
    }

    /** All certificates and CRLs of a PEM file. */
    static Contents parse(byte[] pem) throws PemException {
        PemFile file = new PemFile(pem);
        Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
        for (PemObject object;
                (object = file.next(type -> CERTIFICATE_TYPES.contains(type) || type.equals(CRL_TYPE))) != null; ) {
            if (object.getType().equals(CRL_TYPE)) {
                contents.crls().add(crl(object.getContent()));
            } else {
                contents.certificates().add(certificate(object));
            }
        }
        return contents;
    }

    static X509Certificate certificate(PemObject object) throws PemException {
        try {
            return certificate(object.getContent());
        } catch (CertificateException e) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, ASN1_LIB), e);
        }
    }

    /** @param der may have more behind the certificate, as OpenSSL's TRUSTED CERTIFICATE has */
    static X509Certificate certificate(byte[] der) throws CertificateException {
        X509Certificate certificate = (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
        if (certificate == null) {
            throw new CertificateException("no certificate");
        }
        try {
            Malformed.checked(
                    () -> Objects.hash(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal()));
        } catch (IOException e) {
            throw new CertificateException(e);
        }
        return certificate;
    }

    private static X509CRL crl(byte[] der) throws PemException {
        try {
            X509CRL crl = (X509CRL) factory().generateCRL(new ByteArrayInputStream(der));
            if (crl == null) {
                throw new CRLException("no CRL");
            }
            Malformed.checked(() -> Objects.hash(crl, crl.getIssuerX500Principal(), crl.getRevokedCertificates()));
            return crl;
        } catch (IOException | CRLException | CertificateException e) {
            throw new PemException(Reason.of(Reason.LIBRARY_PEM, ASN1_LIB), e);
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return Providers.INSTANCE.createCertificateFactory("X.509");
    }

    static Reason notEnoughData() {
        return Reason.of(Reason.LIBRARY_ASN1, NOT_ENOUGH_DATA);
    }

    /** DER certificates one behind the other. What follows the last one is ignored if it does not look like one. */
    static List<X509Certificate> parseDer(byte[] der) throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(der);
        try (ASN1InputStream decoder = new ASN1InputStream(in)) {
            do {
                ASN1Primitive object = decoder.readObject();
                if (object == null) {
                    break;
                }
                certificates.add(certificate(object.getEncoded()));
            } while (true);
        } catch (IOException | CertificateException | RuntimeException e) {
            if (certificates.isEmpty()) {
                boolean sequence = der.length > 0 && der[0] == SEQUENCE_TAG;
                throw new PemException(
                        sequence ? Reason.of(Reason.LIBRARY_ASN1, NESTED_ASN1_ERROR) : notEnoughData(), e);
            }
        }
        return certificates;
    }
}
