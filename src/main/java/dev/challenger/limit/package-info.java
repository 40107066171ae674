/**
 * How many messages may go out. {@link dev.challenger.limit.Budgets} count messages per address, client, area, network and
 * service; {@link dev.challenger.limit.Breaker} stops messages to an area where they are bought and codes are not entered,
 * which is the signature of toll fraud. Both count in the database, so that all nodes share one count. Limits of one
 * validation or one TAN challenge are in their own packages. Begin with {@code Budgets}.
 */
@NullMarked
package dev.challenger.limit;

import org.jspecify.annotations.NullMarked;
