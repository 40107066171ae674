package dev.challenger.mfa;

import java.time.Duration;

/**
 * The limits of a TAN challenge. They allow at most {@code tans × attempts} guesses (9 by default) and
 * {@code tans × transmissions} messages (9 by default) for one challenge. {@link dev.challenger.tan.TanRules} explains the
 * bounds over many challenges.
 *
 * @param tans different TANs per challenge
 * @param attempts attempts per TAN
 * @param transmissions messages with the same TAN
 * @param tanValidFor counted from each transmission; at most twice as long from the first
 * @param interval the waiting time between two transmissions, unless all attempts are used up
 * @param validFor the lifetime of an unsolved challenge
 * @param opensFor the time for which a solved challenge lets its operation pass
 * @param openChallenges unsolved challenges of one instance; each client of the back channel has as many
 */
public record MfaLimits(
        int tans,
        int attempts,
        int transmissions,
        Duration tanValidFor,
        Duration interval,
        Duration validFor,
        Duration opensFor,
        int openChallenges) {
    public static final MfaLimits DEFAULT = new MfaLimits(
            3,
            3,
            3,
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofHours(24),
            Duration.ofMinutes(10),
            10_000);

    /** @throws IllegalArgumentException if a number is below 1, a time not positive, or the interval negative */
    public MfaLimits {
        if (tans < 1 || attempts < 1 || transmissions < 1 || openChallenges < 1) {
            throw new IllegalArgumentException("there must be a TAN, an attempt, a transmission and an open challenge");
        }
        if (isNotPositive(tanValidFor) || isNotPositive(validFor) || isNotPositive(opensFor) || interval.isNegative()) {
            throw new IllegalArgumentException("times must be positive");
        }
    }

    /** Returns the same limits with another number of open challenges. */
    public MfaLimits withOpenChallenges(int others) {
        return new MfaLimits(tans, attempts, transmissions, tanValidFor, interval, validFor, opensFor, others);
    }

    private static boolean isNotPositive(Duration length) {
        return length.isNegative() || length.isZero();
    }
}
