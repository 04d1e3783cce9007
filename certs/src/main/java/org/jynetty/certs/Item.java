package org.jynetty.certs;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Something of the catalogue that can be listed and written.
 *
 * @param kind what it is, such as {@code server} or {@code CRL}
 * @param columns key, subject, alternative names and validity, as far as it has them
 * @param files what is written for it: paths below the target directory, and what makes their content
 */
record Item(String name, String kind, List<String> columns, String about, Map<String, Supplier<byte[]>> files) {
    static final List<String> COLUMN_TITLES = List.of("KEY", "SUBJECT", "ALTERNATIVE NAMES", "VALID");
}
