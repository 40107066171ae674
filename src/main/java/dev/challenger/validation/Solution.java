package dev.challenger.validation;

import dev.challenger.db.Rows.Change;

/** What comes of a TAN that a person entered. */
sealed interface Solution extends Change<Validation> {
    /**
     * Right.
     *
     * @param now false if it was so before, whatever was entered this time
     */
    record Completed(Validation after, boolean now) implements Solution {}

    /** Not right; what is left is in the validation. */
    record Refused(Validation after, Reason reason) implements Solution {}

    /** Why an entry was not right. */
    enum Reason {
        WRONG,
        /** Costs nothing: not compared. */
        EXPIRED,
        /** Costs nothing: all attempts on this TAN are used up, another one can be sent. */
        EXHAUSTED,
        /** Costs nothing: there is no TAN. */
        NOTHING_SENT
    }
}
