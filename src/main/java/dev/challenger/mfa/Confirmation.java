package dev.challenger.mfa;

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
}
