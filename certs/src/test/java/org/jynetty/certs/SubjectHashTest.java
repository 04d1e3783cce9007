package org.jynetty.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class SubjectHashTest {
    /** What {@code openssl x509 -subject_hash -subject_hash_old} of OpenSSL 3.0 printed for the subjects below. */
    private static final List<List<String>> RECORDED = List.of(
            List.of("d09cda4f", "1299044e"),
            List.of("275ea814", "b1d2a75b"),
            List.of("a4d6c3f0", "7f929440"),
            List.of("03d82958", "07094872"));

    private static final List<X500Name> SUBJECTS = List.of(
            TestCa.shared().entry("root").description().subject(),
            new X500Name("C=XY,L=  Castle   ANTHRAX ,O=Python Software Foundation,CN=B\u00fccher GMBH"),
            new X500NameBuilder()
                    .addMultiValuedRDN(new AttributeTypeAndValue[] {
                        attribute(new DERPrintableString("First  Part")), attribute(new DERUTF8String("second"))
                    })
                    .build(),
            new X500NameBuilder()
                    .addRDN(attribute(new DERBMPString(" Wide\t\u00c4 Text ")))
                    .addRDN(attribute(new DERPrintableString("Printable")))
                    .build());

    @TempDir
    private Path directory;

    @Test
    void hashesAreThoseOfOpenssl() {
        assertEquals(
                RECORDED,
                SUBJECTS.stream()
                        .map(subject -> List.of(SubjectHash.current(subject), SubjectHash.old(subject)))
                        .toList());
    }

    @Test
    @EnabledIf("org.jynetty.certs.Openssl#isThere")
    void opensslStillPrintsTheSame() throws Exception {
        for (int i = 0; i < SUBJECTS.size(); i++) {
            assertEquals(RECORDED.get(i), hashesByOpenssl(SUBJECTS.get(i)));
        }
    }

    @Property
    void caseAndSpacingOfAsciiDoNotCount(@ForAll @NotEmpty @Size(max = 4) List<@AlphaChars @NotEmpty String> words) {
        String plain = String.join(" ", words).toLowerCase(Locale.ROOT);
        String spaced = "  " + String.join(" \t ", words) + "\n";
        assertEquals(SubjectHash.current(named(plain)), SubjectHash.current(named(spaced)));
    }

    private static X500Name named(String text) {
        return new X500NameBuilder().addRDN(attribute(new DERUTF8String(text))).build();
    }

    private static AttributeTypeAndValue attribute(ASN1Encodable value) {
        return new AttributeTypeAndValue(BCStyle.CN, value);
    }

    private List<String> hashesByOpenssl(X500Name subject) throws IOException, InterruptedException {
        Description root = TestCa.shared().entry("root-ed25519").description();
        Description described = new Description(
                "hashed",
                Role.TRUSTED_ROOT,
                root.key(),
                subject,
                "hashed",
                List.of(),
                root.validity(),
                null,
                root.pathLength(),
                List.of(),
                true,
                ChainVerdict.VALID,
                "a subject");
        Path file = Files.writeString(directory.resolve("hashed.pem"), new Entry(described, null).certificatePem());
        String output = Openssl.run("x509", "-in", file.toString(), "-noout", "-subject_hash", "-subject_hash_old")
                .output();
        return output.lines().toList();
    }
}
