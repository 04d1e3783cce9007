/**
 * The modules as Python programs see them: arguments in, results and exceptions out, with CPython 2.7's types, messages and
 * numbers. What they do is below, in {@link org.jynetty.net} and {@link org.jynetty.tls}, which know nothing of Python.
 */
package org.jynetty.python;
