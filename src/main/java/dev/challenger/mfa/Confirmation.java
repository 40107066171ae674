package dev.challenger.mfa;

/** What comes of a TAN that was entered. */
public sealed interface Confirmation {
    /** Right, now or before. */
    record Confirmed() implements Confirmation {}

    /**
     * Not right.
     *
     * @param attemptsLeft on this TAN
     */
    record Wrong(int attemptsLeft) implements Confirmation {}
}
