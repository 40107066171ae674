package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.wire.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A submission or an entry that was refused.
 *
 * @param after the row, which the refusal itself does not change
 * @param problem the answer to a program
 * @param address the address that was submitted; null if none was, or it could not be read
 */
record Refused(Validation after, Problem problem, @Nullable Address address) implements Submission, Solution {
    Refused(Validation after, Problem problem) {
        this(after, problem, null);
    }
}
