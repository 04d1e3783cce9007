/**
 * What Java can do at best from a Jython program: blocking channels, and Bouncy Castle's TLS on them, behind objects as thin as
 * they can be. Runs in the Jython that is measured, never in the harness.
 */
package org.jynetty.conformance.bench.limit;
