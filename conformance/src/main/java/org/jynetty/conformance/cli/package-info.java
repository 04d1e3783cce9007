/** The commands. */
package org.jynetty.conformance.cli;
