package org.jynetty.conformance.bench;

/**
 * What one round has shown.
 *
 * @param value operations in a second; seconds or bytes for what is measured once in a process
 * @param cpu the CPU time of the measured process, in seconds: for an operation, or for all that is measured once
 */
public record Sample(double value, double cpu) {}
