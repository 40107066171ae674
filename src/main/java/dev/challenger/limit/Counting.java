package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Sql;
import dev.challenger.limit.BudgetStore.Count;
import dev.challenger.limit.BudgetStore.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One message that is to be counted in its budgets, together with the change of the row that it is sent for. */
public final class Counting {
    private final BudgetStore store;
    private final List<Limit> limits;
    private final Instant now;
    private List<Used> used = List.of();

    /** @param limits in the order in which they are told to people */
    Counting(BudgetStore store, List<Limit> limits, Instant now) {
        this.store = store;
        this.limits = limits;
        this.now = now;
    }

    /** A count and the number of messages that it may reach. */
    record Limit(Count count, int most) {}

    private List<Count> counts() {
        return limits.stream().map(Limit::count).toList();
    }

    /**
     * Runs an UPDATE of one row and counts the message: in one transaction, and one round trip.
     *
     * @return this message, which is counted now
     * @throws dev.challenger.db.DatabaseException.Conflict if the UPDATE touched no row; then nothing is counted
     */
    public Counting with(Database database, Sql update) {
        if (limits.isEmpty()) {
            Rows.requireOne(database.update(update.text(), update.arguments()));
            return this;
        }
        Optional<List<Used>> counted = database.both(update, BudgetStore.add(counts()), BudgetStore::used);
        Rows.requireOne(counted.isPresent() ? 1 : 0);
        used = counted.orElseThrow();
        return this;
    }

    /** Counts something that changes no row. Returns this, which is counted now. */
    public Counting alone() {
        used = store.count(counts());
        return this;
    }

    /**
     * Returns the result, after the message was counted. If a budget is used up, the message is taken out of all counts.
     *
     * @return a refusal names the budget, with the time until its next window
     */
    public Claim claim() {
        Optional<Limit> over = limits.stream()
                .filter(limit -> limit.count.in(used) > limit.most)
                .findFirst();
        if (over.isPresent()) {
            store.subtract(counts());
            Count count = over.get().count;
            return new Claim.Refused(new LimitProblem(count.subject(), Duration.between(now, count.endsAt())));
        }
        return new Claim.Granted(this::giveBack);
    }

    /** Keeps the count of a network if the hand-over was tried: a network has a budget of tries. */
    private void giveBack(boolean tried) {
        store.subtract(counts().stream()
                .filter(count -> !tried || count.subject() != Subject.NETWORK)
                .toList());
    }
}
