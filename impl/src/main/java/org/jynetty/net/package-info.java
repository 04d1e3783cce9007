/**
 * Sockets as Linux has them, on Netty channels that the caller drives: open sockets and their descriptors, options,
 * readiness, addresses and errors. Nothing here knows of Python.
 */
package org.jynetty.net;
