package org.jynetty.certs;

import static org.jynetty.certs.ChainVerdict.EXPIRED;
import static org.jynetty.certs.ChainVerdict.ISSUER_IS_NO_CA;
import static org.jynetty.certs.ChainVerdict.NAME_NOT_PERMITTED;
import static org.jynetty.certs.ChainVerdict.NOT_YET_VALID;
import static org.jynetty.certs.ChainVerdict.PATH_TOO_LONG;
import static org.jynetty.certs.ChainVerdict.REVOKED;
import static org.jynetty.certs.ChainVerdict.SELF_SIGNED;
import static org.jynetty.certs.ChainVerdict.UNKNOWN_ISSUER;
import static org.jynetty.certs.ChainVerdict.WRONG_PURPOSE;
import static org.jynetty.certs.KeyAlgorithm.EC_P384;
import static org.jynetty.certs.KeyAlgorithm.EC_P521;
import static org.jynetty.certs.KeyAlgorithm.ED25519;
import static org.jynetty.certs.KeyAlgorithm.RSA_1024;
import static org.jynetty.certs.KeyAlgorithm.RSA_2048;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jynetty.certs.SubjectAltName.Type;

/** Everything there is, by name. The names, subjects, serial numbers and dates never change; the keys always do. */
final class Catalogue {
    static final List<Description> AUTHORITIES = List.of(
            authority("root", Role.TRUSTED_ROOT).key(RSA_2048).selfSigned().about("the root above most of the others"),
            authority("root-ec", Role.TRUSTED_ROOT).key(EC_P384).selfSigned().about("the root of a chain of EC keys"),
            authority("root-ed25519", Role.TRUSTED_ROOT)
                    .key(ED25519)
                    .selfSigned()
                    .about("the root of a chain of Ed25519 keys"),
            authority("root-foreign", Role.FOREIGN_ROOT)
                    .selfSigned()
                    .verdict(SELF_SIGNED)
                    .about("a root that is not trusted"),
            authority("root-impostor", Role.FOREIGN_ROOT)
                    .subject("jynetty test root")
                    .key(RSA_2048)
                    .selfSigned()
                    .verdict(SELF_SIGNED)
                    .about("not trusted; has the subject of root and another key"),
            authority("intermediate", Role.INTERMEDIATE)
                    .key(RSA_2048)
                    .issuer("root")
                    .pathLength(0)
                    .about("signs most of the others"),
            authority("intermediate-ec", Role.INTERMEDIATE).issuer("root-ec").about("in the chain of EC keys"),
            authority("intermediate-expired", Role.INTERMEDIATE)
                    .issuer("root")
                    .validity(Validity.PAST)
                    .verdict(EXPIRED)
                    .about("a CA that has expired"),
            authority("intermediate-revoked", Role.INTERMEDIATE)
                    .issuer("root")
                    .verdict(REVOKED)
                    .about("a CA that crl-root revokes"),
            authority("intermediate-too-deep", Role.INTERMEDIATE)
                    .about("a CA below intermediate, whose path length is 0"),
            authority("intermediate-rollover", Role.INTERMEDIATE)
                    .subject("jynetty test root")
                    .issuer("root")
                    .about("the next key of root, signed with its present one (self-issued)"),
            authority("intermediate-constrained", Role.INTERMEDIATE)
                    .issuer("root")
                    .extension(Extensions.permittedDns("permitted.test"))
                    .about("may only sign for permitted.test (name constraints)"));

    static final List<Description> SERVERS = List.of(
            server("server-rsa").key(RSA_2048).localhost().about("the usual server; its key in every PEM dialect"),
            server("server-ec").localhost().about("the usual server, EC; its key in every PEM dialect"),
            server("server-ed25519")
                    .key(ED25519)
                    .localhost()
                    .about("the usual server, Ed25519; its key in every PEM dialect"),
            server("server-ec-p384").key(EC_P384).localhost().about("a larger curve"),
            server("server-ec-p521").key(EC_P521).localhost().about("the largest curve"),
            server("server-ec-chain").issuer("intermediate-ec").localhost().about("EC keys up to the root"),
            server("server-ed25519-chain")
                    .key(ED25519)
                    .issuer("root-ed25519")
                    .localhost()
                    .about("Ed25519 keys up to the root"),
            server("server-direct").issuer("root").localhost().about("signed by the root, with no intermediate"),
            server("server-wildcard")
                    .key(RSA_2048)
                    .dns("*.example.test", "example.test")
                    .about("a wildcard for one label"),
            server("server-wrong-host").dns("other.example.test").about("valid, for another host"),
            server("server-expired")
                    .validity(Validity.PAST)
                    .localhost()
                    .verdict(EXPIRED)
                    .about("has expired"),
            server("server-not-yet-valid")
                    .validity(Validity.FUTURE)
                    .localhost()
                    .verdict(NOT_YET_VALID)
                    .about("not valid before 2048"),
            server("server-self-signed")
                    .selfSigned()
                    .localhost()
                    .verdict(SELF_SIGNED)
                    .about("signed by itself, no CA"),
            server("server-revoked").localhost().verdict(REVOKED).about("revoked by crl-intermediate"),
            server("server-foreign-ca")
                    .issuer("root-foreign")
                    .localhost()
                    .verdict(UNKNOWN_ISSUER)
                    .about("signed by a root that is not trusted"),
            server("server-impostor-ca")
                    .issuer("root-impostor")
                    .localhost()
                    .verdict(UNKNOWN_ISSUER)
                    .about("signed by a root that has the name of a trusted one"),
            server("server-expired-ca")
                    .issuer("intermediate-expired")
                    .localhost()
                    .verdict(EXPIRED)
                    .about("valid itself, its CA has expired"),
            server("server-revoked-ca")
                    .issuer("intermediate-revoked")
                    .localhost()
                    .verdict(REVOKED)
                    .about("valid itself, its CA is revoked by crl-root"),
            server("server-signed-by-server")
                    .issuer("server-rsa")
                    .localhost()
                    .verdict(ISSUER_IS_NO_CA)
                    .about("signed by server-rsa, which is no CA"),
            server("server-path-too-long")
                    .issuer("intermediate-too-deep")
                    .localhost()
                    .verdict(PATH_TOO_LONG)
                    .about("one CA too many above it"),
            server("server-rollover")
                    .issuer("intermediate-rollover")
                    .localhost()
                    .about("signed with the next key of root"),
            server("server-permitted")
                    .issuer("intermediate-constrained")
                    .dns("www.permitted.test")
                    .about("within the name constraints of its CA"),
            server("server-not-permitted")
                    .issuer("intermediate-constrained")
                    .dns("localhost")
                    .verdict(NAME_NOT_PERMITTED)
                    .about("outside the name constraints of its CA"),
            server("server-client-only")
                    .localhost()
                    .extension(Extensions.CLIENT_ONLY)
                    .verdict(WRONG_PURPOSE)
                    .about("its extended key usage allows a client only"),
            server("server-rsa-1024").key(RSA_1024).localhost().about("a weak key: refused at security level 2"),
            server("server-sha1")
                    .key(RSA_2048)
                    .signature("SHA1withRSA")
                    .localhost()
                    .about("a weak signature: refused at security level 2"),
            server("server-pss-signed")
                    .signature("SHA256withRSAandMGF1")
                    .localhost()
                    .about("signed with RSA-PSS"),
            server("server-key-mismatch").foreignKey().localhost().about("comes with a key that is not its own"),
            server("server-urls")
                    .localhost()
                    .extension(Extensions.AUTHORITY_URLS)
                    .extension(Extensions.CRL_URL)
                    .about("names its OCSP responder, its issuer and its CRL by URL"),
            server("server-long-lived")
                    .validity(Validity.BEYOND_UTC_TIME)
                    .localhost()
                    .about("ends after 2049, so has a GeneralizedTime"),
            server("server-large")
                    .localhost()
                    .dns(IntStream.range(0, 1000)
                            .mapToObj("host-%04d.large.example.test"::formatted)
                            .toArray(String[]::new))
                    .about("1001 names: its chain does not fit into one TLS record"));

    /** What attackers and careless administrators have put into certificates; RFC 6125 says what each may match. */
    static final List<Description> HOST_NAMES = List.of(
            server("host-nul-cn")
                    .subject("localhost\0.attacker.test")
                    .about("a NUL in the CN: must not match localhost"),
            server("host-nul-san").dns("localhost\0.attacker.test").about("a NUL in a name: must not match localhost"),
            server("host-idna").dns("xn--bcher-kva.example.test").about("an A-label: b\u00fccher.example.test"),
            server("host-idna-wildcard")
                    .dns("xn--*.example.test")
                    .about("a wildcard inside an A-label: must match nothing"),
            server("host-partial-wildcard")
                    .dns("f*.example.test", "*r.example.test")
                    .about("a wildcard for part of a label"),
            server("host-star").dns("*").about("a lone wildcard: CPython lets it match localhost"),
            server("host-star-top").dns("*.test").about("a wildcard below a top-level domain"),
            server("host-two-stars").dns("*.*.example.test").about("two wildcards: must match nothing"),
            server("host-inner-star").dns("www.*.example.test").about("a wildcard that is not leftmost"),
            server("host-ip-in-cn").subject("127.0.0.1").about("an address in the CN only: must not match it"),
            server("host-ip-in-dns").dns("127.0.0.1").about("an address as a DNS name: must not match it"),
            server("host-ip-wildcard").dns("*.0.0.1").about("a wildcard for an address: must not match it"),
            server("host-ip-bad-length")
                    .alternativeNames(Type.OCTETS, "7f00000101")
                    .about("an address of 5 bytes: must match nothing"),
            server("host-trailing-dot").dns("localhost.").about("an absolute DNS name"),
            server("host-cn-only").subject("localhost").about("no alternative name: the CN counts"),
            server("host-cn-ignored")
                    .subject("localhost")
                    .dns("other.example.test")
                    .about("has a DNS name, so its CN must not count"),
            server("host-two-cns").subject("other.example.test", "localhost").about("two CNs and no alternative name"),
            server("host-upper-case").dns("LOCALHOST").about("names are compared without case"),
            server("host-email-only")
                    .alternativeNames(Type.EMAIL, "localhost@example.test")
                    .alternativeNames(Type.URI, "https://localhost/")
                    .about("alternative names, but none of a host"),
            server("host-empty-subject")
                    .emptySubject()
                    .localhost()
                    .about("no subject, alternative names are critical"));

    static final List<Description> CLIENTS = List.of(
            client("client-rsa").key(RSA_2048).about("the usual client"),
            client("client-ec").about("the usual client, EC"),
            client("client-ed25519").key(ED25519).about("the usual client, Ed25519"),
            client("client-expired").validity(Validity.PAST).verdict(EXPIRED).about("has expired"),
            client("client-revoked").verdict(REVOKED).about("revoked by crl-intermediate"),
            client("client-self-signed").selfSigned().verdict(SELF_SIGNED).about("signed by itself, no CA"),
            client("client-foreign-ca")
                    .issuer("root-foreign")
                    .verdict(UNKNOWN_ISSUER)
                    .about("signed by a root that is not trusted"),
            client("client-server-only")
                    .extension(Extensions.SERVER_ONLY)
                    .verdict(WRONG_PURPOSE)
                    .about("its extended key usage allows a server only"));

    static final List<CrlDescription> CRLS = List.of(
            crl("crl-root", "root", List.of("intermediate-revoked"), Validity.CURRENT, "what root has revoked"),
            crl("crl-root-expired", "root", List.of(), Validity.PAST, "its next update is over"),
            crl(
                    "crl-intermediate",
                    "intermediate",
                    List.of("server-revoked", "client-revoked"),
                    Validity.CURRENT,
                    "what intermediate has revoked"),
            crl("crl-intermediate-empty", "intermediate", List.of(), Validity.CURRENT, "revokes nothing"),
            crl("crl-intermediate-expired", "intermediate", List.of(), Validity.PAST, "its next update is over"),
            crl("crl-intermediate-future", "intermediate", List.of(), Validity.FUTURE, "issued in the future"),
            crl(
                    "crl-intermediate-revoked",
                    "intermediate-revoked",
                    List.of(),
                    Validity.CURRENT,
                    "of the CA that is itself revoked"),
            new CrlDescription(
                    "crl-intermediate-forged",
                    "intermediate",
                    "root-impostor",
                    List.of(),
                    Validity.CURRENT,
                    "in the name of intermediate, signed by another"));

    private Catalogue() {}

    /** All certificates, each after its issuer. */
    static List<Description> certificates() {
        List<Description> all = new ArrayList<>(AUTHORITIES);
        all.addAll(SERVERS);
        all.addAll(HOST_NAMES);
        all.addAll(CLIENTS);
        return all;
    }

    private static Description.Builder authority(String name, Role role) {
        return new Description.Builder(name, role);
    }

    private static Description.Builder server(String name) {
        return new Description.Builder(name, Role.SERVER);
    }

    private static Description.Builder client(String name) {
        return new Description.Builder(name, Role.CLIENT);
    }

    private static CrlDescription crl(
            String name, String issuer, List<String> revoked, Validity validity, String about) {
        return new CrlDescription(name, issuer, issuer, revoked, validity, about);
    }
}
