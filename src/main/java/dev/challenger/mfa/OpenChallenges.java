package dev.challenger.mfa;

import dev.challenger.db.Database;
import dev.challenger.limit.Rooms;
import dev.challenger.mfa.OpenChallengeStore.Open;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;

/**
 * Bounds the open challenges of each client and instance. The database counts them now and then, see {@link Rooms}.
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
    private final Rooms rooms = new Rooms();

    OpenChallenges(Database database, MfaLimits limits) {
        this.store = new OpenChallengeStore(database);
        this.limits = limits;
    }

    /** @throws Problem code 2130 if there is no room for another open challenge; it may be there after the time to wait */
    void requireRoom(long client, String instance, Instant now) {
        String owner = client + " " + instance;
        if (rooms.take(owner)) {
            return;
        }
        int limit = limits.openChallenges();
        Open open = store.open(client, instance, limit, now);
        if (open.count() >= limit && giveUp(client, instance, now) == 0) {
            Duration wait = Duration.between(now, open.firstEnd());
            Duration givenUpAfter = limits.tanValidFor();
            throw new Problem(ErrorCode.MERCHANT_TAN_TOO_EARLY, "open challenges of this client and instance")
                    .withRetryAfter(wait.compareTo(givenUpAfter) < 0 ? wait : givenUpAfter);
        }
        rooms.counted(owner, limit - open.count() - 1);
    }

    private int giveUp(long client, String instance, Instant now) {
        Instant begunBy = now.minus(limits.tanValidFor());
        return store.deleteUnsent(client, instance, now, begunBy.plus(limits.validFor()), SLICE);
    }
}
