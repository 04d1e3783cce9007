package org.jynetty.conformance.expect;

/**
 * What the conditions of expectations are held against.
 *
 * @param os the operating system's name
 * @param jdk the JDK's feature version
 * @param jython the version of Jython
 */
public record Environment(String os, int jdk, String jython) {}
