package dev.challenger.mfa;

import java.time.Duration;

/**
 * The numbers and times of a TAN challenge. Nobody guesses at one challenge more than {@code tans × attempts} times (9 by
 * default) or has more than {@code tans × transmissions} messages (9) sent for it; see {@link ChallengeRules} for what
 * bounds them over many challenges.
 *
 * @param tans how many different TANs per challenge
 * @param attempts how many attempts per TAN
 * @param transmissions how many messages with the same TAN
 * @param tanValidFor from each transmission
 * @param interval between two transmissions, unless all attempts are used up
 * @param validFor how long an unsolved challenge lives
 * @param opensFor how long a solved one lets its operation pass
 */
public record MfaLimits(
        int tans,
        int attempts,
        int transmissions,
        Duration tanValidFor,
        Duration interval,
        Duration validFor,
        Duration opensFor) {
    public static final MfaLimits DEFAULT = new MfaLimits(
            3, 3, 3, Duration.ofMinutes(10), Duration.ofSeconds(60), Duration.ofHours(24), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if a number is below 1, a time not positive, or the interval negative */
    public MfaLimits {
        if (tans < 1 || attempts < 1 || transmissions < 1) {
            throw new IllegalArgumentException("there must be a TAN, an attempt and a transmission");
        }
        if (isNotPositive(tanValidFor) || isNotPositive(validFor) || isNotPositive(opensFor) || interval.isNegative()) {
            throw new IllegalArgumentException("times must be positive");
        }
    }

    private static boolean isNotPositive(Duration length) {
        return length.isNegative() || length.isZero();
    }
}
