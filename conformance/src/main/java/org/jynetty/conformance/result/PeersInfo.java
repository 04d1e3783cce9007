package org.jynetty.conformance.result;

import java.util.List;
import java.util.Map;

/**
 * The peers that a suite talked to.
 *
 * @param where what they ran in: containers of an image, or local processes
 * @param versions what each says that it is, by name
 * @param missing those that this machine does not have
 */
public record PeersInfo(String where, Map<String, String> versions, List<String> missing) {
    public PeersInfo {
        versions = versions == null ? Map.of() : versions;
        missing = missing == null ? List.of() : missing;
    }
}
