package dev.challenger.validation;

import dev.challenger.wire.Problem;

/**
 * A submission or an entry that was refused.
 *
 * @param after the row, which the refusal itself does not change
 * @param problem the answer to a program
 */
record Refused(Validation after, Problem problem) implements Submission, Solution {}
