package dev.challenger.mfa;

/** What a decision made of a challenge; the store writes {@link #after} if it is another than before. */
@FunctionalInterface
interface Change {
    TanChallenge after();
}
