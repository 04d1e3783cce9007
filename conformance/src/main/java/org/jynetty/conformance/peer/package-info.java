/**
 * The peers of the TLS conversations: servers and clients of other makes, in containers or as local processes; the
 * matrix of what is said to them; and what tests may ask of them. Nothing of Python is known here: a peer is a shell
 * script of {@code fixtures/src/main/peers} with a header that says what it can do.
 */
package org.jynetty.conformance.peer;
