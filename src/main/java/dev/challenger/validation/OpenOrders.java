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
        require(clientId, limit, now);
    }

    /**
     * Checks the same before a stranger orders one. Half of the room stays for the orders of the client, which strangers could
     * stop otherwise.
     */
    void requireHalf(long clientId, Instant now) {
        require(clientId, Math.max(1, limit / 2), now);
    }

    private void require(long clientId, int most, Instant now) {
        String owner = clientId + " " + most;
        if (rooms.take(owner)) {
            return;
        }
        OpenOrderStore.Open open = store.find(clientId, most, now);
        if (open.count() >= most) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "open validations of this client")
                    .withRetryAfter(Duration.between(now, open.firstExpiry()));
        }
        rooms.counted(owner, most - open.count() - 1);
    }
}
