package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.secret.Key;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A circuit breaker for each area (a mail domain, or a prefix of phone numbers). It stops messages to an area where many are
 * sent and few TANs are entered, which is the signature of toll fraud. After a time it lets messages through again.
 *
 * <p>It counts destinations, not messages: a destination counts once in a window, however many messages it gets. The counts
 * are in the database, under an HMAC of the destination, so that all nodes share them and they survive restarts.
 *
 * <p>A destination counts only after a sixth of the window has passed since its first message, because people need time to
 * read the message and enter the TAN. A TAN that is entered later still counts as entered. An attack is therefore detected a
 * little later, but many honest people at once do not look like an attack.
 */
public final class Breaker {
    /** The detail of the refusal. */
    public static final String REFUSAL = "no messages to this area for now";

    private static final Logger LOG = System.getLogger(Breaker.class.getName());
    /** The number of newest destinations that are counted: enough for a decision, and a bound on the cost of the query. */
    private static final int SAMPLE = 1_000;

    private final BreakerStore store;
    private final Key key;
    private final Optional<BreakerLimits> settings;

    /**
     * @param key a key that stays the same while keys are added, since counts under another key start from zero
     * @param settings empty to never stop messages
     */
    public Breaker(Database database, Key key, Optional<BreakerLimits> settings) {
        this.store = new BreakerStore(database);
        this.key = key;
        this.settings = settings;
    }

    /** A counted message. It is given back if the message is not handed over. */
    public final class Claim {
        private final byte[] area;
        private final byte[] destination;

        private Claim(byte[] area, byte[] destination) {
            this.area = area;
            this.destination = destination;
        }

        /** Removes the message from the count. */
        public void giveBack() {
            store.subtract(area, destination);
        }
    }

    /**
     * Counts a message that is about to be handed over.
     *
     * @return empty if the breaker is switched off
     * @throws Problem code 9757 with a time to wait, if messages to the area are stopped; nothing is counted then
     */
    public Optional<Claim> claim(String area, String destination, Instant now) {
        return settings.map(limits -> {
            Claim claim = new Claim(hide(area), hide(area, destination));
            Instant countsAfter = require(area, claim.area, limits, now);
            store.add(claim.area, claim.destination, countsAfter, now, now.plus(limits.window()));
            return claim;
        });
    }

    /** Returns the start of the time in which destinations of an area count. */
    private Instant require(String area, byte[] hidden, BreakerLimits limits, Instant now) {
        Instant countsAfter = now.minus(limits.window());
        Optional<Stop> last = store.find(area);
        if (last.isPresent()) {
            Instant closesAt = last.get().closesAt();
            if (now.isBefore(closesAt)) {
                throw refusal(closesAt, now);
            }
            countsAfter = closesAt.isAfter(countsAfter) ? closesAt : countsAfter;
        }
        Instant hadTime = now.minus(limits.timeToEnter());
        Stop.Tally tally = store.count(hidden, countsAfter, hadTime, SAMPLE);
        if (tally.trips(limits)) {
            Instant closesAt = now.plus(limits.coolDown());
            open(new Stop(area, now, closesAt, tally), closesAt.plus(limits.window()));
            throw refusal(closesAt, now);
        }
        return countsAfter;
    }

    /** Stops messages to an area. If several nodes decide this at once, only one of them logs it. */
    private void open(Stop stop, Instant purgeAt) {
        if (store.open(stop, purgeAt)) {
            LOG.log(
                    Level.WARNING,
                    "Messages to {0} are stopped until {1}: only {3} of {2} destinations entered their TAN",
                    stop.area(),
                    stop.closesAt(),
                    Integer.toString(stop.tally().messaged()),
                    Integer.toString(stop.tally().entered()));
        }
    }

    private static Problem refusal(Instant closesAt, Instant now) {
        return new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, REFUSAL)
                .withRetryAfter(Duration.between(now, closesAt));
    }

    /** Counts the entry of a TAN that was sent to a destination. Never fails, since the entry is valid in any case. */
    public void entered(String area, String destination) {
        if (settings.isEmpty()) {
            return;
        }
        try {
            store.enter(hide(area), hide(area, destination));
        } catch (Problem e) {
            LOG.log(Level.WARNING, "An entered TAN was not counted for the breaker: {0}", e.getMessage());
        }
    }

    private byte[] hide(String area) {
        return key.derive("challenger breaker area", area.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hide(String area, String destination) {
        return key.derive(
                "challenger breaker destination",
                area.getBytes(StandardCharsets.UTF_8),
                destination.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the areas to which messages are stopped now. */
    public List<Stop> list(Instant now) {
        return settings.isEmpty() ? List.of() : store.list(now);
    }

    /**
     * Lets messages to an area through again. Its counts start from zero.
     *
     * @return false if messages to the area are not stopped
     */
    public boolean close(String area, Instant now) {
        return store.close(area, now);
    }

    /** Deletes expired counts and stops. */
    public void purge(Instant now) {
        Slices.all(atMost -> store.deleteDestinations(now, atMost));
        Slices.all(atMost -> store.deleteStops(now, atMost));
    }
}
