/** The dashboard: static pages made from results and history alone. Model first, then views, then files. */
package org.jynetty.conformance.report.dashboard;
