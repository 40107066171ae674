package dev.challenger.validation;

import dev.challenger.db.Rows.Change;

/** What comes of an address that a person submitted. */
sealed interface Submission extends Change<Validation> {
    /** Solved before: nothing to do but to go on. */
    record Completed(Validation after) implements Submission {}

    /** The message of before is recent enough: nothing is sent, and its TAN stays good. */
    record Waiting(Validation after) implements Submission {}

    /**
     * A message is to be sent. The transmission is claimed by writing {@code after}, and given back if hand-over fails.
     */
    record Sending(Validation before, Validation after) implements Submission {
        /** Whether the message carries another TAN than the one before it. */
        boolean newTan() {
            return after.tansIssued() > before.tansIssued();
        }
    }
}
