/**
 * Generated programs of socket operations, run on the reference and on an implementation, their traces compared; what
 * differs is shrunk. The language and its interpreter are in {@code language.py} and {@code generated.py}.
 */
package org.jynetty.conformance.program;
