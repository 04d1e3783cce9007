/**
 * Generated programs of socket operations, run on the reference and on an implementation, their traces compared; what
 * differs is shrunk. The language and its interpreter are in the Python package {@code program}.
 */
package org.jynetty.conformance.program;
