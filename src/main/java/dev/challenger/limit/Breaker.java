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
 * Stops messages to an area (a mail domain, a prefix of phone numbers) where they are bought and TANs are not entered: so
 * look attacks that make the service pay. It closes by itself.
 *
 * <p>Counted are destinations, not messages: one that asks a thousand times counts once in a window. They are counted in
 * the database, so that all nodes and all restarts count together, under an HMAC.
 *
 * <p>A destination counts from a sixth of the window after its first message on, since people need that long to read and to
 * enter; who enters later still counts as entered from then on. So an attack is noticed that much later, and a rush of
 * honest people does not look like one.
 */
public final class Breaker {
    /** What the refusal says in its detail. */
    public static final String REFUSAL = "no messages to this area for now";

    private static final Logger LOG = System.getLogger(Breaker.class.getName());
    /** The newest of a window: enough to judge by, and asking costs the same in a big area. */
    private static final int SAMPLE = 1_000;

    private final BreakerStore store;
    private final Key key;
    private final Optional<BreakerLimits> settings;

    /**
     * @param key one that stays while others are added: with another key every count begins again
     * @param settings empty to stop nothing
     */
    public Breaker(Database database, Key key, Optional<BreakerLimits> settings) {
        this.store = new BreakerStore(database);
        this.key = key;
        this.settings = settings;
    }

    /**
     * Destinations of a window.
     *
     * @param messaged how many got a message
     * @param entered how many of these have entered the TAN in it
     */
    public record Tally(int messaged, int entered) {
        boolean trips(BreakerLimits limits) {
            return messaged >= limits.minimum() && entered * 100L < (long) limits.ratio() * messaged;
        }
    }

    /**
     * An area that gets no messages.
     *
     * @param tally that of the window when it began
     */
    public record Stop(String area, Instant openedAt, Instant closesAt, Tally tally) {}

    /** One message that was counted, to be given back if it is not handed over. */
    public final class Claim {
        private final byte[] area;
        private final byte[] destination;

        private Claim(byte[] area, byte[] destination) {
            this.area = area;
            this.destination = destination;
        }

        /** Uncounts the message. */
        public void giveBack() {
            store.subtract(area, destination);
        }
    }

    /**
     * Counts a message that is about to be handed over.
     *
     * @return empty if nothing is counted here at all
     * @throws Problem code 9757 with when it may be tried again, if the area gets no messages: nothing is counted
     */
    public Optional<Claim> claim(String area, String destination, Instant now) {
        return settings.map(limits -> {
            Claim claim = new Claim(hide(area), hide(area, destination));
            Instant countsAfter = require(area, claim.area, limits, now);
            store.add(claim.area, claim.destination, countsAfter, now, now.plus(limits.window()));
            return claim;
        });
    }

    /** Since when the destinations of an area count. */
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
        Tally tally = store.count(hidden, countsAfter, hadTime, SAMPLE);
        if (tally.trips(limits)) {
            Instant closesAt = now.plus(limits.coolDown());
            open(new Stop(area, now, closesAt, tally), closesAt.plus(limits.window()));
            throw refusal(closesAt, now);
        }
        return countsAfter;
    }

    /** Of all nodes that come to the same end one says so. */
    private void open(Stop stop, Instant purgeAt) {
        if (store.open(stop, purgeAt)) {
            LOG.log(
                    Level.WARNING,
                    "messages to {0} are stopped until {1}: of {2} destinations only {3} entered their TAN",
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

    /** A person has entered the TAN that went to a destination. Never fails: the TAN was right whatever becomes of this. */
    public void entered(String area, String destination) {
        if (settings.isEmpty()) {
            return;
        }
        try {
            store.enter(hide(area), hide(area, destination));
        } catch (Problem e) {
            LOG.log(Level.WARNING, "an entered TAN was not counted for the breaker: {0}", e.getMessage());
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

    /** The areas that get no messages now. */
    public List<Stop> list(Instant now) {
        return settings.isEmpty() ? List.of() : store.list(now);
    }

    /**
     * Lets messages go to an area again; its counts begin anew.
     *
     * @return false if it is not stopped
     */
    public boolean close(String area, Instant now) {
        return store.close(area, now);
    }

    /** Deletes what counts no more. */
    public void purge(Instant now) {
        Slices.all(atMost -> store.deleteDestinations(now, atMost));
        Slices.all(atMost -> store.deleteStops(now, atMost));
    }
}
