/**
 * The texts that people read on pages and in messages. {@link dev.challenger.text.Texts} reads them from one bundle,
 * {@code texts.properties}, and formats times, durations and country names. Log lines, the hints of error codes and the
 * output of commands are not here: those stand where they are written.
 */
@NullMarked
package dev.challenger.text;

import org.jspecify.annotations.NullMarked;
