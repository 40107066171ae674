package dev.challenger.statistics;

import java.time.Instant;

/**
 * A counter with its count. It has no personal data.
 *
 * @param hourAt the start of the hour, or of the longer time that was summed up
 * @param name of an event, a reason, an outcome or a bucket of a {@link Histogram}
 * @param subject a client, an instance, a sender, a mail domain or a country; empty if the kind has none
 */
public record Total(Instant hourAt, Kind kind, String channel, String name, String subject, long count) {
    /**
     * The name of the count of addresses that people entered in validations, beside the names of the events. It has each entry of
     * an address to which this validation had sent no message before, whether a message was handed over then ({@link #FIRST}) or
     * not: it is malformed or not allowed, or a limit, a budget or the sender refused the message. Entering the same address once more after
     * a refusal counts again. An address that looks mistyped counts when the person confirms it.
     */
    public static final String ENTERED = "entered";

    /** The name of the count of first messages to an address, beside the names of the events. */
    public static final String FIRST = "first";

    Total plus(long more) {
        return new Total(hourAt, kind, channel, name, subject, count + more);
    }
}
