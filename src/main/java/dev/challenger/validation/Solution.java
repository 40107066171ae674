package dev.challenger.validation;

import dev.challenger.db.Rows.Change;
import dev.challenger.tan.TanRules.Reason;

/** The result of entering a TAN. */
sealed interface Solution extends Change<Validation> permits Refused, Solution.Completed, Solution.Wrong {
    /**
     * The validation is solved.
     *
     * @param now false if it was solved before, whatever was entered this time
     */
    record Completed(Validation after, boolean now) implements Solution {}

    /** The entry was not right. The row has the attempts that are left. */
    record Wrong(Validation after, Reason reason) implements Solution {}
}
