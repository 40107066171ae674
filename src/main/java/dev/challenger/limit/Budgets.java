package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.limit.BudgetStore.Count;
import dev.challenger.limit.BudgetStore.Limit;
import dev.challenger.secret.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Budgets of messages: per destination, client, area (a mail domain, a block of phone numbers, a country), network, and for
 * the whole service. A budget is a number of messages in a fixed window of time. The counts are in the database, so that all
 * nodes share them and a restart keeps them. The counted values are stored as an HMAC only.
 *
 * <p>A message is claimed before it is handed over, and given back if that fails. The budget of a network is not given back
 * then: it bounds tries, since failed ones tell which addresses the mail server knows.
 */
public final class Budgets {
    /**
     * More than the clocks of any two nodes differ. A node whose clock is ahead must not delete counts that another node
     * still needs.
     */
    static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final BudgetStore store;
    private final Keys keys;
    private final String purpose;
    private final Map<Subject, Budget> limits = new EnumMap<>(Subject.class);

    private Budgets(Database database, Keys keys, String purpose, Map<Subject, Budget> limits) {
        this.store = new BudgetStore(database);
        this.keys = keys;
        this.purpose = purpose;
        this.limits.putAll(limits);
    }

    /**
     * Returns the budgets of validations.
     *
     * @param keys of which the oldest is that of the HMAC; with another key every count starts over, and the oldest stays
     *     when keys are added
     */
    public static Budgets ofValidations(Database database, Keys keys, Map<Subject, Budget> limits) {
        return new Budgets(database, keys, "challenger budget", limits);
    }

    /**
     * Returns the budgets of TAN challenges. They count apart, so that strangers who order validations of an address cannot
     * use up the messages that its owner needs.
     *
     * @param keys as for validations
     */
    public static Budgets ofChallenges(Database database, Keys keys, Map<Subject, Budget> limits) {
        return new Budgets(database, keys, "challenger budget of TAN challenges", limits);
    }

    /** Returns the budget per network of validations that nobody but a browser ordered. */
    public static Budgets ofStarts(Database database, Keys keys, Budget perNetwork) {
        return new Budgets(database, keys, "challenger budget of direct starts", Map.of(Subject.NETWORK, perNetwork));
    }

    /**
     * Returns one message that is to be counted in every budget that applies to it.
     *
     * @param subjects the values that the message counts for: the normalised address, the client's id, the areas, the network
     */
    public Counting counting(Map<Subject, String> subjects, Instant now) {
        List<Limit> counts = new ArrayList<>();
        limits.forEach((subject, budget) -> {
            String value = subjects.get(subject);
            if (value != null) {
                counts.add(new Limit(count(subject, budget, value, now), budget.count()));
            }
        });
        return new Counting(store, counts, now);
    }

    private Count count(Subject subject, Budget budget, String value, Instant now) {
        byte[] hidden = keys.oldest()
                .derive(
                        purpose,
                        subject.name().getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8));
        Instant windowAt = budget.windowAt(now);
        return new Count(subject, hidden, windowAt, windowAt.plus(budget.per()));
    }

    /** Returns the messages of the whole service in the present window; 0 if the whole service has no budget. */
    public int usedByService(Instant now) {
        return Optional.ofNullable(limits.get(Subject.SERVICE))
                .map(budget -> store.used(count(Subject.SERVICE, budget, "", now)))
                .orElse(0);
    }

    /** Deletes counts of windows that have ended for every node, in one {@link Slices#turn}. Returns their number. */
    public int purge(Instant now) {
        return Slices.turn(atMost -> store.deleteEnded(now.minus(CLOCK_SKEW), atMost));
    }
}
