package dev.challenger.statistics;

import java.util.Locale;

/** The kinds of counters. Each has a name and a subject of its own. */
public enum Kind {
    /** Events of validations, by client. */
    CLIENT,
    /** Events of TAN challenges, by instance. */
    INSTANCE,
    /** Events about an address, by mail domain or country. */
    AREA,
    /** Messages that were not sent, by reason. */
    REFUSAL,
    /** Codes that were not accepted, by reason. */
    WRONG,
    /** Codes that were entered, by the upper limit of the time since the message. */
    SOLVED_WITHIN,
    /** Messages that were handed over or not, by outcome; the subject is the sender. */
    HAND_OVER,
    /** The same, by the upper limit of the time that it took. */
    HANDED_OVER_WITHIN;

    /** Returns the name in the database, such as {@code hand-over}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
