package dev.challenger.validation;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the open validations of each client, which are neither solved nor expired. The database counts them now and then:
 * again after this node has used up an eighth of the room that was left. So eight nodes together stay within the limit,
 * apart from orders that arrive while a node counts. It only bounds the number of rows.
 */
final class OpenOrders {
    private static final int SHARES = 8;

    private final OrderStore store;
    private final int limit;
    private final Map<Long, Room> rooms = new ConcurrentHashMap<>();

    OpenOrders(OrderStore store, int limit) {
        this.store = store;
        this.limit = limit;
    }

    /** The orders that a client may place before its open validations are counted again. */
    private record Room(AtomicInteger left) {
        boolean take() {
            return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    /**
     * Checks that a client may order one more validation.
     *
     * @throws Problem code 9757 if the client has too many of them; the time to wait ends when the first one expires
     */
    void require(long clientId, Instant now) {
        Room room = rooms.get(clientId);
        if (room == null || !room.take()) {
            rooms.put(clientId, count(clientId, now));
        }
    }

    /** Returns the room after the present order. */
    private Room count(long clientId, Instant now) {
        OrderStore.Open open = store.open(clientId, limit, now);
        if (open.count() >= limit) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "open validations of this client")
                    .withRetryAfter(Duration.between(now, open.firstExpiry()));
        }
        return new Room(new AtomicInteger((limit - open.count() - 1) / SHARES));
    }
}
