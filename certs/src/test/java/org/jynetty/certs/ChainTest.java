package org.jynetty.certs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each chain verifies, or fails exactly as its description says, for the JDK and for OpenSSL. */
class ChainTest {
    private static final TestCa CA = TestCa.shared();
    private static final List<String> CRLS = List.of("crl-root", "crl-intermediate", "crl-intermediate-revoked");

    @TempDir
    private static Path directory;

    static List<Entry> entries() {
        return CA.entries();
    }

    @BeforeAll
    static void writeAll() throws IOException {
        CA.writeTo(directory);
        for (String crl : CRLS) {
            Files.writeString(
                    directory.resolve("crls.pem"),
                    CA.crl(crl).pem(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theJdkAgrees(Entry entry) throws Exception {
        ChainVerdict verdict = entry.description().verdict();
        boolean revocation = verdict == ChainVerdict.REVOKED;
        if (revocation) {
            assertDoesNotThrow(() -> validate(entry, false));
        }
        Set<Reason> reasons = jdkReasons(verdict);
        if (reasons.isEmpty()) {
            validate(entry, revocation);
        } else {
            CertPathValidatorException failure =
                    assertThrows(CertPathValidatorException.class, () -> validate(entry, revocation));
            assertTrue(reasons.contains(failure.getReason()), () -> failure.getReason() + ": " + failure);
        }
    }

    /** The JDK's path validation leaves the extended key usage to its caller. */
    @ParameterizedTest
    @MethodSource("entries")
    void theExtendedKeyUsageAllowsTheRoleUnlessDescribedOtherwise(Entry entry) throws Exception {
        Role role = entry.description().role();
        if (role.isAuthority()) {
            assertEquals(null, entry.certificate().getExtendedKeyUsage());
        } else {
            String purpose = role == Role.SERVER ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2";
            boolean allowed = entry.certificate().getExtendedKeyUsage().contains(purpose);
            assertEquals(entry.description().verdict() != ChainVerdict.WRONG_PURPOSE, allowed);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    @EnabledIf("org.jynetty.certs.Openssl#isThere")
    void opensslAgrees(Entry entry) throws Exception {
        ChainVerdict verdict = entry.description().verdict();
        List<String> arguments = new ArrayList<>(List.of("verify", "-CAfile", path("ca.pem")));
        arguments.addAll(List.of("-untrusted", path(entry.name() + ".chain.pem")));
        arguments.addAll(List.of("-purpose", purpose(entry.description().role())));
        if (verdict == ChainVerdict.REVOKED) {
            arguments.addAll(List.of("-crl_check_all", "-CRLfile", path("crls.pem")));
        }
        arguments.add(path(entry.name() + ".cert.pem"));
        Openssl.Result result = Openssl.run(arguments.toArray(String[]::new));

        assertEquals(verdict == ChainVerdict.VALID, result.status() == 0, result.output());
        Matcher error = Pattern.compile("error (\\d+) at").matcher(result.output());
        assertEquals(verdict != ChainVerdict.VALID, error.find(), result.output());
        if (verdict != ChainVerdict.VALID) {
            int number = Integer.parseInt(error.group(1));
            boolean newName = verdict == ChainVerdict.ISSUER_IS_NO_CA && number == 79;
            assertTrue(newName || number == verdict.opensslError(), result.output());
        }
    }

    @Test
    @EnabledIf("org.jynetty.certs.Openssl#isThere")
    void opensslFindsTheTrustedRootsInEveryDirectory() throws Exception {
        for (String capath : List.of("capath", "capath-collision", "capath-crl")) {
            assertEquals(0, verifyWith("-CApath", capath).status(), capath);
        }
        assertFalse(verifyWith("-CApath", "capath-old").status() == 0);
        assertEquals(0, verifyWith("-crl_check_all", "-CApath", "capath-crl").status());
        assertEquals(0, verifyWith("-CAfile", "ca.pem").status());
    }

    private static Openssl.Result verifyWith(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("verify", "-no-CAfile", "-no-CAstore"));
        arguments.addAll(List.of(options).subList(0, options.length - 1));
        arguments.add(path(options[options.length - 1]));
        arguments.addAll(List.of("-untrusted", path("server-rsa.chain.pem"), path("server-rsa.cert.pem")));
        return Openssl.run(arguments.toArray(String[]::new));
    }

    private static String path(String file) {
        return directory.resolve(file).toString();
    }

    private static String purpose(Role role) {
        return switch (role) {
            case SERVER -> "sslserver";
            case CLIENT -> "sslclient";
            case TRUSTED_ROOT, FOREIGN_ROOT, INTERMEDIATE -> "any";
        };
    }

    private static Set<Reason> jdkReasons(ChainVerdict verdict) {
        return switch (verdict) {
            case VALID, WRONG_PURPOSE -> Set.of();
            case NOT_YET_VALID -> Set.of(BasicReason.NOT_YET_VALID);
            case EXPIRED -> Set.of(BasicReason.EXPIRED);
            case SELF_SIGNED, UNKNOWN_ISSUER -> Set.of(PKIXReason.NO_TRUST_ANCHOR, BasicReason.INVALID_SIGNATURE);
            case REVOKED -> Set.of(BasicReason.REVOKED);
            case ISSUER_IS_NO_CA -> Set.of(PKIXReason.NOT_CA_CERT, PKIXReason.INVALID_KEY_USAGE);
            case PATH_TOO_LONG -> Set.of(PKIXReason.PATH_TOO_LONG);
            case NAME_NOT_PERMITTED -> Set.of(PKIXReason.INVALID_NAME);
        };
    }

    private static void validate(Entry entry, boolean revocation) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = CA.trustedRoots().stream()
                .map(root -> new TrustAnchor(root.certificate(), null))
                .collect(Collectors.toSet());
        PKIXParameters parameters = new PKIXParameters(anchors);
        parameters.setRevocationEnabled(revocation);
        parameters.addCertStore(CertStore.getInstance(
                "Collection",
                new CollectionCertStoreParameters(
                        CRLS.stream().map(name -> CA.crl(name).crl()).toList())));
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(entry.chain());
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
