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
 * @param claim the result of counting the message, in the transaction that wrote the row; empty if there is no message
 */
public record Claimed<C>(C decision, Optional<Claim> claim) {
    /** Returns the refusal of a budget. The row is as it was. */
    public Optional<LimitProblem> refusal() {
        return claim.filter(Claim.Refused.class::isInstance).map(refused -> ((Claim.Refused) refused).problem());
    }

    /** Returns the counts of the message that is to be handed over now. */
    public Claim.Granted granted() {
        return (Claim.Granted) claim.orElseThrow();
    }

    /**
     * Changes a row, as {@link Rows#update}, unless a budget refuses the message.
     *
     * @param write writes the row and counts the message that is sent for it, as {@link Counting#with}
     */
    public static <R, C extends Change<R>> Optional<Claimed<C>> update(
            Supplier<Optional<R>> read, Function<R, C> decide, Function<R, Claim> write) {
        AtomicReference<Claim> claim = new AtomicReference<>();
        return Rows.update(read, decide, after -> claim.set(write.apply(after)))
                .map(decision -> new Claimed<>(decision, Optional.ofNullable(claim.get())));
    }
}
