package dev.challenger.limit;

import dev.challenger.db.Database;
import dev.challenger.db.Slices;
import dev.challenger.secret.Keys;
import dev.challenger.wire.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Circuit breaker against toll fraud: stops messages to an area (a mail domain, a prefix of phone numbers) where messages
 * are requested and TANs are not entered. It closes by itself.
 *
 * <p>The breaker counts destinations, not messages: a destination that requests a thousand messages counts once in a window.
 * The counts are in the database, so that all nodes share them and a restart keeps them. Destinations are stored as an HMAC
 * only.
 *
 * <p>A destination counts from a sixth of the window after its first message on, since people need time to read and enter a
 * TAN. A TAN entered later than that still counts as entered. Therefore a rush of honest people does not open the breaker,
 * and fraud is noticed that much later.
 */
public final class Breaker {
    private static final Logger LOG = System.getLogger(Breaker.class.getName());
    /** The number of newest destinations that are judged, so that the query costs the same in a big area. */
    private static final int SAMPLE = 1_000;

    /**
     * Precedes the areas of TAN challenges in every count and list. It is short: the column must have room for it and for the
     * longest domain.
     */
    private static final String OF_CHALLENGES = "op:";

    private final BreakerStore store;
    private final String prefix;
    private final Keys keys;
    private final Optional<BreakerLimits> settings;

    /**
     * @param keys of which the oldest is that of the HMAC; with another key every count starts over, and the oldest stays
     *     when keys are added
     * @param settings empty to switch the breaker off
     */
    public Breaker(Database database, Keys keys, Optional<BreakerLimits> settings) {
        this(new BreakerStore(database), "", keys, settings);
    }

    private Breaker(BreakerStore store, String prefix, Keys keys, Optional<BreakerLimits> settings) {
        this.store = store;
        this.prefix = prefix;
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * Returns a breaker for TAN challenges. It counts apart, so that strangers who order validations cannot stop the messages
     * that owners need.
     */
    public Breaker ofChallenges() {
        return new Breaker(store, OF_CHALLENGES, keys, settings);
    }

    /**
     * Counts a message before it is handed over.
     *
     * @return a refusal if the area gets no messages, with the time until it does; empty if the breaker is off
     */
    public Optional<Claim> claim(String area, String destination, Instant now) {
        return settings.map(limits -> claim(prefix + area, destination, limits, now));
    }

    private Claim claim(String area, String destination, BreakerLimits limits, Instant now) {
        Instant closedAt = store.find(area).map(Stop::closesAt).orElse(Instant.MIN);
        if (now.isBefore(closedAt)) {
            return refusal(closedAt, now);
        }
        Instant windowAt = now.minus(limits.window());
        Instant countsAfter = closedAt.isAfter(windowAt) ? closedAt : windowAt;
        byte[] hiddenArea = hide(area);
        Stop.Tally tally = store.count(hiddenArea, countsAfter, now.minus(limits.timeToEnter()), SAMPLE);
        if (tally.trips(limits)) {
            Instant closesAt = now.plus(limits.coolDown());
            open(new Stop(area, now, closesAt, tally), closesAt.plus(limits.window()));
            return refusal(closesAt, now);
        }
        byte[] hiddenDestination = hide(area, destination);
        store.add(hiddenArea, hiddenDestination, countsAfter, now, now.plus(limits.window()));
        return new Claim.Granted(tried -> store.subtract(hiddenArea, hiddenDestination));
    }

    /** Stops an area. If several nodes do so at the same time, one of them logs it. */
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

    private static Claim refusal(Instant closesAt, Instant now) {
        return new Claim.Refused(new LimitProblem(null, Duration.between(now, closesAt)));
    }

    /** Records that a person has entered the TAN sent to a destination. Never fails, since the TAN was right in any case. */
    public void entered(String area, String destination) {
        if (settings.isEmpty()) {
            return;
        }
        try {
            store.enter(hide(prefix + area), hide(prefix + area, destination));
        } catch (Problem e) {
            LOG.log(Level.WARNING, "An entered TAN was not counted for the breaker: {0}", e.getMessage());
        }
    }

    private byte[] hide(String area) {
        return keys.oldest().derive("challenger breaker area", area.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hide(String area, String destination) {
        return keys.oldest()
                .derive(
                        "challenger breaker destination",
                        area.getBytes(StandardCharsets.UTF_8),
                        destination.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the areas that get no messages now. */
    public List<Stop> list(Instant now) {
        return settings.isEmpty() ? List.of() : store.list(now);
    }

    /**
     * Allows messages to an area again. Its counts start over.
     *
     * @return false if the area is not stopped
     */
    public boolean close(String area, Instant now) {
        return store.close(area, now);
    }

    /** Deletes counts and stops that have expired for every node, in one {@link Slices#turn} each. Returns their number. */
    public int purge(Instant clock) {
        Instant now = clock.minus(Budgets.CLOCK_SKEW);
        return Slices.turn(atMost -> store.deleteDestinations(now, atMost))
                + Slices.turn(atMost -> store.deleteStops(now, atMost));
    }
}
