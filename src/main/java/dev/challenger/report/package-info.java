/**
 * The report for operators: the statistics of a period as plots and tables, in one HTML file without script. {@code Counts} sums
 * up what a period has, each {@code …Section} turns a part of it into figures, {@code Drawing} is the SVG of a figure, and the
 * template {@code report.ftlh} writes the file. Nothing here asks for an address: the statistics have none. Begin with
 * {@link dev.challenger.report.ReportPage}.
 */
@NullMarked
package dev.challenger.report;

import org.jspecify.annotations.NullMarked;
