package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.secret.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    private record Count(Subject kind, byte[] subject, Instant windowAt) {}

    /**
     * Counts one message in every budget that applies to it, or in none if one of them is used up.
     *
     * @param subjects the values that the message counts for: the normalised address, the client's id, the areas, the network
     * @return a refusal names the budget, with the time until its next window
     */
    public Claim claim(Map<Subject, String> subjects, Instant now) {
        List<Count> counts = new ArrayList<>();
        boolean granted = false;
        try {
            for (Map.Entry<Subject, Budget> limit : limits.entrySet()) {
                String value = subjects.get(limit.getKey());
                if (value != null
                        && count(counts, limit.getKey(), value, now)
                                > limit.getValue().count()) {
                    return new Claim.Refused(
                            new LimitProblem(limit.getKey(), Duration.between(now, endsAt(limit.getKey(), now))));
                }
            }
            granted = true;
            return new Claim.Granted(tried -> giveBack(counts, tried));
        } finally {
            // After a refusal, and if the database fails between two counts.
            if (!granted) {
                giveBack(counts, false);
            }
        }
    }

    private int count(List<Count> counts, Subject subject, String value, Instant now) {
        byte[] hidden = keys.oldest()
                .derive(
                        purpose,
                        subject.name().getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8));
        Count count = new Count(subject, hidden, windowAt(subject, now));
        int used = store.add(hidden, count.windowAt, endsAt(subject, now));
        counts.add(count);
        return used;
    }

    /** Keeps the count of a network if the hand-over was tried: a network has a budget of tries. */
    private void giveBack(List<Count> counts, boolean tried) {
        counts.stream()
                .filter(count -> !tried || count.kind != Subject.NETWORK)
                .forEach(count -> store.subtract(count.subject, count.windowAt));
    }

    private Instant windowAt(Subject subject, Instant now) {
        return Objects.requireNonNull(limits.get(subject)).windowAt(now);
    }

    private Instant endsAt(Subject subject, Instant now) {
        return windowAt(subject, now)
                .plus(Objects.requireNonNull(limits.get(subject)).per());
    }

    /** Deletes counts of windows that have ended for every node, in one {@link Slices#turn}. Returns their number. */
    public int purge(Instant now) {
        return Slices.turn(atMost -> store.deleteEnded(now.minus(CLOCK_SKEW), atMost));
    }
}
