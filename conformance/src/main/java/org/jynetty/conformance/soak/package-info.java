/** Long runs: counted cycles after which nothing may be left, and random load with faults, whose invariants always hold. */
package org.jynetty.conformance.soak;
