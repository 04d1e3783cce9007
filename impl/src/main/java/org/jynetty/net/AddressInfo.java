package org.jynetty.net;

import java.net.InetSocketAddress;

/**
 * One way to reach a service: C's {@code struct addrinfo}.
 *
 * @param canonicalName empty but in the first of a list for which AI_CANONNAME was given
 */
public record AddressInfo(int family, int socketType, int protocol, String canonicalName, InetSocketAddress address) {}
