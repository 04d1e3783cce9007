package org.jynetty.certs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x500.X500Name;

/** Directories of CA certificates as OpenSSL searches them: {@code <hash>.<n>}, and {@code <hash>.r<n>} for CRLs. */
final class CaPath {

    /** By which hash the files are named. */
    enum Names {
        CURRENT(SubjectHash::current),
        OLD(SubjectHash::old);

        private final Function<X500Name, String> hash;

        Names(Function<X500Name, String> hash) {
            this.hash = hash;
        }
    }

    private CaPath() {}

    /** The files of a directory with these certificates, each under each kind of name. */
    static Map<String, Supplier<byte[]>> of(String directory, List<Entry> authorities, Names... names) {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        for (Names kind : names) {
            for (Entry authority : authorities) {
                put(files, directory, authority, kind, ".", authority::certificatePem);
            }
        }
        return files;
    }

    /** With what a verifier needs that checks the CRLs of the whole chain. */
    static Map<String, Supplier<byte[]>> withCrls(String directory, TestCa ca) {
        Map<String, Supplier<byte[]>> files = of(directory, ca.trustedRoots(), Names.CURRENT);
        Entry intermediate = ca.entry("intermediate");
        put(files, directory, intermediate, Names.CURRENT, ".", intermediate::certificatePem);
        for (String crl : List.of("crl-root", "crl-intermediate")) {
            Entry issuer = ca.entry(ca.crl(crl).description().issuer());
            put(files, directory, issuer, Names.CURRENT, ".r", ca.crl(crl)::pem);
        }
        return files;
    }

    /** With two CAs of one name, the wrong one first: a verifier must try both. */
    static Map<String, Supplier<byte[]>> collision(String directory, TestCa ca) {
        return of(directory, List.of(ca.entry("root-impostor"), ca.entry("root")), Names.CURRENT);
    }

    private static void put(
            Map<String, Supplier<byte[]>> files,
            String directory,
            Entry authority,
            Names kind,
            String separator,
            Supplier<String> pem) {
        String hash = kind.hash.apply(authority.description().subject());
        int number = 0;
        while (files.putIfAbsent("%s/%s%s%d".formatted(directory, hash, separator, number), Items.text(pem)) != null) {
            number++;
        }
    }
}
