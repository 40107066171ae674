/**
 * Limits on the number of messages. {@link dev.challenger.limit.Budgets} counts messages per address, client, area, network
 * and service; {@link dev.challenger.limit.Breaker} stops messages to an area where many are sent and few TANs are entered,
 * which is the signature of toll fraud. Both count in the database, so that all nodes share the counts.
 * {@link dev.challenger.limit.Rooms} spares counting the open rows of a client with each request. The limits of one
 * validation or one TAN challenge are not here but in their own packages. Begin with {@code Budgets}.
 */
@NullMarked
package dev.challenger.limit;

import org.jspecify.annotations.NullMarked;
