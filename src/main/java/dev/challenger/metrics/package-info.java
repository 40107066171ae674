/**
 * The metrics of this node, for Prometheus and as MBeans. The funnel comes from the lines of the audit log, requests from a filter, and
 * all other values are asked for when {@code /metrics} is read. Labels are bounded and have no address, secret or nonce. No
 * feature knows this package, and without the operator's settings nothing of it is loaded. Begin with
 * {@link dev.challenger.metrics.Metrics}.
 */
@NullMarked
package dev.challenger.metrics;

import org.jspecify.annotations.NullMarked;
