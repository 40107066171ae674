package dev.challenger.validation;

import dev.challenger.limit.Counting;
import java.util.Optional;

/**
 * A decision about a message.
 *
 * @param counted the message, counted in the transaction that wrote the row; empty if the row did not change
 */
record Claimed<C>(C decision, Optional<Counting> counted) {}
