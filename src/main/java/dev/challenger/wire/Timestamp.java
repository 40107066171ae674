package dev.challenger.wire;

import java.time.Instant;

/**
 * A point in time on the wire: <code>{"t_s": 1766000000}</code>, whole seconds since the epoch, or
 * <code>{"t_s": "never"}</code>.
 */
public record Timestamp(Object tS) {
    public static final Timestamp NEVER = new Timestamp("never");

    /** Rounds down to a whole second. */
    public static Timestamp of(Instant at) {
        return new Timestamp(at.getEpochSecond());
    }

    /** Rounds up to a whole second, for times before which something is refused. */
    public static Timestamp notBefore(Instant at) {
        return new Timestamp(at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1);
    }
}
