package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.secret.Key;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rate limits on messages: per destination, per client, per area (a mail domain, a prefix of phone numbers, a country),
 * per network, and for the whole service. Messages are counted in the database in fixed windows, under an HMAC of the
 * subject, so that all nodes share the counts and they survive restarts.
 */
public final class Budgets {
    private final BudgetStore store;
    private final Key key;
    private final Map<Subject, Budget> limits = new EnumMap<>(Subject.class);

    /** @param key a key that stays the same while keys are added, since counts under another key start from zero */
    public Budgets(Database database, Key key, Map<Subject, Budget> limits) {
        this.store = new BudgetStore(database);
        this.key = key;
        this.limits.putAll(limits);
    }

    /** The subjects by which messages are counted. */
    public enum Subject {
        DESTINATION,
        CLIENT,
        DOMAIN,
        PREFIX,
        COUNTRY,
        NETWORK,
        SERVICE
    }

    private record Count(byte[] subject, Instant windowAt) {}

    /** A counted message. It is given back if the message is not handed over. */
    public final class Claim {
        private final List<Count> counts = new ArrayList<>();

        private Claim() {}

        /** Removes the message from all counts. */
        public void giveBack() {
            counts.forEach(count -> store.subtract(count.subject, count.windowAt));
            counts.clear();
        }
    }

    /**
     * Counts a message in all budgets that apply to it, or in none if one of them is exhausted.
     *
     * @param subjects the subjects of the message: the normalised address, the client's id, the areas, the network
     * @throws Problem code 9757 with the name of the exhausted budget and the time until its next window
     */
    public Claim claim(Map<Subject, String> subjects, Instant now) {
        Claim claim = new Claim();
        try {
            limits.forEach((subject, budget) -> {
                String value = subjects.get(subject);
                if (value != null) {
                    count(claim, subject, value, budget, now);
                }
            });
            return claim;
        } catch (Problem e) {
            claim.giveBack();
            throw e;
        }
    }

    private void count(Claim claim, Subject subject, String value, Budget budget, Instant now) {
        Instant windowAt = budget.windowAt(now);
        Instant endsAt = windowAt.plus(budget.per());
        byte[] hidden = key.derive(
                "challenger budget",
                subject.name().getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        int used = store.add(hidden, windowAt, endsAt);
        claim.counts.add(new Count(hidden, windowAt));
        if (used > budget.count()) {
            throw new Problem(
                            ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS,
                            "budget per " + subject.name().toLowerCase(Locale.ROOT))
                    .withRetryAfter(Duration.between(now, endsAt));
        }
    }

    /** Deletes the counts of windows that have ended. */
    public void purge(Instant now) {
        Slices.all(atMost -> store.deleteEnded(now, atMost));
    }
}
