package dev.challenger.audit;

import java.util.Locale;

/** The events of the audit log, in the order in which they happen. */
public enum AuditEvent {
    SETUP("A client ordered a validation."),
    DEMANDED("An operation needs to be confirmed: a TAN challenge was created."),
    SENT("A message was handed over."),
    REFUSED(
            "No message was sent: the address is malformed or not allowed, a limit or a budget is exhausted, or handing the message over failed."),
    WRONG("An entered TAN was wrong, or could not be accepted."),
    SOLVED("The right TAN was entered."),
    REDEEMED("The client exchanged its code for an access token."),
    REVOKED("The access token is no longer valid: the client revoked it, or presented the code again."),
    FETCHED("The client fetched the address."),
    PASSED("The operation was allowed because this TAN challenge is solved.");

    private final String help;

    AuditEvent(String help) {
        this.help = help;
    }

    /** A sentence that describes the event. */
    public String help() {
        return help;
    }

    /** The name in the log, for example {@code setup}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
