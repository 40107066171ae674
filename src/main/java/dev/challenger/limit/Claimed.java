package dev.challenger.limit;

import dev.challenger.db.Rows;
import dev.challenger.db.Rows.Change;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A decision about a message.
 *
 * @param counted the message, counted in the transaction that wrote the row; empty if the row did not change
 */
public record Claimed<C>(C decision, Optional<Counting> counted) {
    /**
     * Changes a row, as {@link Rows#update}.
     *
     * @param write writes the row as {@link Counting#with}, and returns the message that is sent for it
     */
    public static <R, C extends Change<R>> Optional<Claimed<C>> update(
            Supplier<Optional<R>> read, Function<R, C> decide, Function<R, Counting> write) {
        AtomicReference<Counting> counted = new AtomicReference<>();
        return Rows.update(read, decide, after -> counted.set(write.apply(after)))
                .map(decision -> new Claimed<>(decision, Optional.ofNullable(counted.get())));
    }
}
