/**
 * What a run found: outcomes, observations, provenance, judgements, and {@code results.json}, which holds them all and
 * from which every report is made.
 */
package org.jynetty.conformance.result;
