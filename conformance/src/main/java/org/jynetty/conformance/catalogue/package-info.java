/** What there is to run: suites, and the selection of tests. */
package org.jynetty.conformance.catalogue;
