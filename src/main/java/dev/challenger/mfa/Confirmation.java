package dev.challenger.mfa;

import dev.challenger.wire.Problem;

/** The result of entering a TAN. */
public sealed interface Confirmation {
    /** The challenge is solved, now or before. */
    record Confirmed() implements Confirmation {}

    /**
     * The entry was wrong.
     *
     * @param attemptsLeft the attempts left for this TAN
     */
    record Wrong(int attemptsLeft) implements Confirmation {}

    /**
     * The entry was not compared, because no TAN can be entered.
     *
     * @param problem code 2127
     */
    record Refused(Problem problem) implements Confirmation {}
}
