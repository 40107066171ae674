/**
 * The time lines of validations and TAN challenges, by which an operator answers somebody who got no message.
 * {@link dev.challenger.trace.EventLog} keeps the lines of the audit log with the rows that they are about, in the background:
 * no request waits for it. {@link dev.challenger.trace.TimeLines} finds the rows of an address. {@link dev.challenger.trace.TimeLineText}
 * tells them in words.
 */
@NullMarked
package dev.challenger.trace;

import org.jspecify.annotations.NullMarked;
