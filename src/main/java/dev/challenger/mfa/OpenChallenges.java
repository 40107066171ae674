package dev.challenger.mfa;

import dev.challenger.db.Database;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bounds the open challenges of each client and instance. The bound is not exact: demands at the same time may exceed it a
 * little.
 *
 * <p>Strangers may be able to make a backend demand challenges, by beginning to log in or to create a shop. Without more, they
 * would lock its users out until the first of these challenges ends, after a day. Therefore, where the limit is reached,
 * challenges are given up for which nobody has requested a TAN in the time for which a TAN is valid. No guess was spent on
 * them, so that a new challenge in their place is worth no more. Those with a TAN stay: each has cost a message, which the
 * budgets bound.
 */
final class OpenChallenges {
    private static final int SLICE = 500;

    private final OpenChallengeStore store;
    private final MfaLimits limits;

    OpenChallenges(Database database, MfaLimits limits) {
        this.store = new OpenChallengeStore(database);
        this.limits = limits;
    }

    /** @throws Problem code 2130 if there is no room for another open challenge; it may be there after the time to wait */
    void requireRoom(long client, String instance, Instant now) {
        Optional<Instant> firstEnd = store.firstEndOf(client, instance, limits.openChallenges(), now);
        if (firstEnd.isPresent() && giveUp(client, instance, now) == 0) {
            Duration wait = Duration.between(now, firstEnd.get());
            Duration givenUpAfter = limits.tanValidFor();
            throw new Problem(ErrorCode.MERCHANT_TAN_TOO_EARLY, "open challenges of this client and instance")
                    .withRetryAfter(wait.compareTo(givenUpAfter) < 0 ? wait : givenUpAfter);
        }
    }

    private int giveUp(long client, String instance, Instant now) {
        Instant begunBy = now.minus(limits.tanValidFor());
        return store.deleteUnsent(client, instance, now, begunBy.plus(limits.validFor()), SLICE);
    }
}
