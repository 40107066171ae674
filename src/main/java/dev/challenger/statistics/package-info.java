/**
 * Counts what happens, without personal data: by the hour in the database, for {@code report}, and as the input of the metrics.
 * Events come from the lines of the audit log, of which {@code Occurrences} keeps a bounded number of words. Nothing here is on
 * the way of a request: counts are added up in memory, and written in the background. Begin with
 * {@link dev.challenger.statistics.Statistics}.
 */
@NullMarked
package dev.challenger.statistics;

import org.jspecify.annotations.NullMarked;
