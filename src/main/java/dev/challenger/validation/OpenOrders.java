package dev.challenger.validation;

import dev.challenger.limit.Rooms;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;

/**
 * Bounds the open validations of each client, which are neither solved nor expired. The database counts them now and then, see
 * {@link Rooms}: the limit only bounds the number of rows.
 */
final class OpenOrders {
    private final OpenOrderStore store;
    private final int limit;
    private final Rooms rooms = new Rooms();

    OpenOrders(OpenOrderStore store, int limit) {
        this.store = store;
        this.limit = limit;
    }

    /**
     * Checks that a client may order one more validation.
     *
     * @throws Problem code 9757 if the client has too many of them; the time to wait ends when the first one expires
     */
    void require(long clientId, Instant now) {
        String owner = Long.toString(clientId);
        if (rooms.take(owner)) {
            return;
        }
        OpenOrderStore.Open open = store.find(clientId, limit, now);
        if (open.count() >= limit) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "open validations of this client")
                    .withRetryAfter(Duration.between(now, open.firstExpiry()));
        }
        rooms.counted(owner, limit - open.count() - 1);
    }
}
