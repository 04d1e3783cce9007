package org.jynetty.net;

import java.net.InetAddress;
import java.util.List;

/**
 * What is known of a host: C's {@code struct hostent}.
 *
 * @param name the canonical name
 * @param aliases other names
 * @param addresses in the order of the source
 */
public record HostEntry(String name, List<String> aliases, List<InetAddress> addresses) {}
