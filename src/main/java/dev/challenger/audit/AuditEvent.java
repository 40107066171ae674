package dev.challenger.audit;

import java.util.Locale;

/** What the audit log tells, in the order in which it happens. */
public enum AuditEvent {
    SETUP("A client ordered a validation."),
    DEMANDED("An operation must be confirmed: a TAN challenge began."),
    SENT("A message was handed over."),
    REFUSED("No message was sent: a limit or a budget is used up, or the message was not handed over."),
    WRONG("A TAN was entered that was not right, or did not count."),
    SOLVED("The right TAN was entered."),
    REDEEMED("The client got an access token for its code."),
    REVOKED("The access token does not work any more: the client ended it, or presented the code again."),
    FETCHED("The client got the address."),
    PASSED("The operation was let through with this TAN challenge solved.");

    private final String help;

    AuditEvent(String help) {
        this.help = help;
    }

    /** What happened, a sentence. */
    public String help() {
        return help;
    }

    /** The name in the log: {@code setup}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
