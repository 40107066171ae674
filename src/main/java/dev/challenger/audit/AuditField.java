package dev.challenger.audit;

import java.util.Locale;

/** The fields of a line of the audit log, in their order in the line. */
public enum AuditField {
    AT("The time of the event in UTC (ISO 8601)."),
    EVENT("The name of the event."),
    VALIDATION("The id of the validation, as /info gives it to the client."),
    CLIENT("The id of the client."),
    CHALLENGE("The number of the TAN challenge, with which its public id begins. Present instead of validation."),
    INSTANCE("The instance whose operation the TAN challenge confirms."),
    OPERATION("The name of that operation."),
    ADDRESS("The address, masked. Absent before an address was entered and after it was erased."),
    MARK(
            "A keyed hash of the address, of 12 letters: the same in all lines of an address, in any spelling, while the oldest key stays. Nobody can compute it without the key; trace prints it. Present where address is."),
    TEST("True for a test address, to which nothing is ever sent. Otherwise absent."),
    NETWORK(
            "The network that the request came from (IPv4 /24, IPv6 /48), or that of the nearest trusted proxy if it hides the address; 127.0.0.0/8 for this machine. Absent if unknown."),
    CODE("The error code of the refusal, as in the table of error codes."),
    REASON(
            "The detail of the refusal, such as the field and the fault of an address that is not allowed; or the reason why the TAN was not accepted: wrong, expired, exhausted, nothing-sent."),
    SENDER("The name of the sender that carried the message: that of the settings, or mail or command."),
    MESSAGE(
            "The id by which the other side knows the message: the Message-ID of a mail, or the id that a gateway gave it. Absent if there is none."),
    REPLY(
            "The reply of the mail server or gateway. That of a refusal is short: for a mail server its code, and its enhanced status code if there is one; for a helper command exit and its status. Absent if there was no reply."),
    ATTEMPTS_LEFT("The number of attempts left for the TAN.");

    private final String help;

    AuditField(String help) {
        this.help = help;
    }

    /** A sentence that describes the field. */
    public String help() {
        return help;
    }

    /** The name in the log, for example {@code attempts_left}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
