/**
 * The benchmark: the same Python loops on CPython, jynetty, Jython alone and Java itself, against one and the same peer, in
 * turns. It measures; it asserts nothing about time.
 */
package org.jynetty.conformance.bench;
