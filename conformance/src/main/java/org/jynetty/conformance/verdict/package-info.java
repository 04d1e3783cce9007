/** Compares the implementations with the reference, applies the expectations, and decides whether the gate holds. */
package org.jynetty.conformance.verdict;
