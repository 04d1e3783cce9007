/**
 * Runs tests in worker processes: interpreters that are led over a side channel, limited in time, and replaced when
 * they hang or crash.
 */
package org.jynetty.conformance.worker;
