/** The command line: one class per command. */
@NullMarked
package dev.challenger.cli;

import org.jspecify.annotations.NullMarked;
