/**
 * The command line: one class of commands for each noun ({@code client}, {@code db}, {@code key}, {@code breaker}), with a
 * picocli method for each command, and one class for each command without a noun. The commands load the settings and use
 * {@link dev.challenger.Challenger}; the work itself is done in the packages of the features. Begin with
 * {@link dev.challenger.cli.Cli}, which builds the command line; {@code Exit} has the exit codes.
 */
@NullMarked
package dev.challenger.cli;

import org.jspecify.annotations.NullMarked;
