/** Reports, made from results alone: {@code REPORT.md}, JUnit XML, and the summary that ends a run. */
package org.jynetty.conformance.report;
