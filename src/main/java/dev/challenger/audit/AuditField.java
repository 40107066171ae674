package dev.challenger.audit;

import java.util.Locale;

/** What a line of the audit log may have, in the order in which it has them. */
public enum AuditField {
    AT("When, in UTC (ISO 8601)."),
    EVENT("What happened."),
    VALIDATION("The id of the validation, as in the client's /info."),
    CLIENT("The id of the client."),
    CHALLENGE("The number of the TAN challenge, that with which its public id begins; then there is no validation."),
    INSTANCE("Whose operation the TAN challenge confirms."),
    OPERATION("The name of that operation."),
    ADDRESS("The address, masked; not there before there is one, and once it is erased."),
    TEST("True if it is a test address, to which nothing is ever sent; else not there."),
    NETWORK("Where the request came from (IPv4 /24, IPv6 /48); not there if that is not known."),
    CODE("Why it was refused, as in the table of error codes."),
    REASON("What exactly was refused, or wrong with the TAN: wrong, expired, exhausted, nothing-sent."),
    ATTEMPTS_LEFT("How many entries the TAN still has.");

    private final String help;

    AuditField(String help) {
        this.help = help;
    }

    /** What it says, a sentence. */
    public String help() {
        return help;
    }

    /** The name in the log: {@code attempts_left}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
