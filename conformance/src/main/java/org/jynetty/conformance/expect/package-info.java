/** The expectation files, {@code ci/expectations/*.toml}: which tests are not expected to conform, and why. */
package org.jynetty.conformance.expect;
