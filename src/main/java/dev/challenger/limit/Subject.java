package dev.challenger.limit;

import java.util.Locale;

/** The kind of value that a budget counts for. */
public enum Subject {
    DESTINATION("Too many messages were requested to this address; use another one, or wait."),
    CLIENT("Too many messages were requested for this client; wait."),
    DOMAIN("Too many messages were requested to this mail domain; use another domain, or wait."),
    PREFIX("Too many messages were requested to this block of phone numbers; use another block, or wait."),
    COUNTRY("Too many messages were requested to this country; use another country, or wait."),
    NETWORK("Too many messages were requested from this network; use another network, or wait."),
    SERVICE("Too many messages were requested from this service; wait.");

    /** The explanation for programs when the budget is used up. */
    final String hint;

    Subject(String hint) {
        this.hint = hint;
    }

    /** Returns the name in details and keys of texts, for example {@code destination}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
