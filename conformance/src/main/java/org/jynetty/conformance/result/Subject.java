package org.jynetty.conformance.result;

/**
 * What a suite is about, for those who read the report.
 *
 * @param about what it runs, and what that exercises
 * @param found what it brought to light about the implementation under test, or that it found nothing
 */
public record Subject(String about, String found) {}
