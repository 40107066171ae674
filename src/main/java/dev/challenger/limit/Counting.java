package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Sql;
import dev.challenger.limit.BudgetStore.Count;
import dev.challenger.limit.BudgetStore.Limit;
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

    /** @param limits in the order in which they are told to people */
    Counting(BudgetStore store, List<Limit> limits, Instant now) {
        this.store = store;
        this.limits = limits;
        this.now = now;
    }

    private List<Count> counts() {
        return limits.stream().map(Limit::count).toList();
    }

    /**
     * Runs an UPDATE of one row and counts the message: in one transaction, and one round trip. If a budget is used up, the row
     * stays as it is and nothing is counted, so that nobody can enter a TAN whose message is refused.
     *
     * @return the result
     * @throws dev.challenger.db.DatabaseException.Conflict if the UPDATE touched no row; then nothing is counted
     */
    public Claim with(Database database, Sql update) {
        if (limits.isEmpty()) {
            Rows.requireOne(database.update(update.text(), update.arguments()));
            return granted();
        }
        Optional<List<Used>> counted =
                database.both(update, BudgetStore.add(counts()), BudgetStore.over(limits), BudgetStore::used);
        Rows.requireOne(counted.isPresent() ? 1 : 0);
        return refused(counted.orElseThrow()).orElseGet(this::granted);
    }

    /** Counts something that changes no row, unless a budget is used up. */
    public Claim alone() {
        Optional<Claim> refused = refused(store.count(counts()));
        if (refused.isPresent()) {
            store.subtract(counts());
        }
        return refused.orElseGet(this::granted);
    }

    /** @return a refusal names the budget, with the time until its next window */
    private Optional<Claim> refused(List<Used> used) {
        return limits.stream()
                .filter(limit -> limit.count().in(used) > limit.most())
                .findFirst()
                .map(limit -> new Claim.Refused(new LimitProblem(
                        limit.count().subject(),
                        Duration.between(now, limit.count().endsAt()))));
    }

    private Claim granted() {
        return new Claim.Granted(this::giveBack);
    }

    /** Keeps the count of a network if the hand-over was tried: a network has a budget of tries. */
    private void giveBack(boolean tried) {
        store.subtract(counts().stream()
                .filter(count -> !tried || count.subject() != Subject.NETWORK)
                .toList());
    }
}
