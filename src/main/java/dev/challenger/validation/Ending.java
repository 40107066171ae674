package dev.challenger.validation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reason why a person returns to the client without a code (RFC 6749 section 4.1.2.1). The descriptions are for the
 * client's developers, in the ASCII that the RFC allows.
 */
enum Ending {
    CANCELLED("access_denied", "The person cancelled."),
    /** Nothing more can be sent or entered. */
    USED_UP("access_denied", "All attempts, messages and addresses are used up."),
    EXPIRED("access_denied", "The time to confirm the address is over."),
    /** The request of the person's browser was refused. */
    REFUSED("access_denied", "The request could not be processed."),
    /** Waiting helps. */
    UNAVAILABLE("temporarily_unavailable", "No message can be sent at the moment.");

    private final String error;
    private final String description;

    Ending(String error, String description) {
        this.error = error;
        this.description = description;
    }

    RequestError error() {
        return new RequestError(error, description);
    }

    /** Returns the name in the query of a page, for example {@code used_up}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Ending> parse(String name) {
        return Stream.of(values())
                .filter(ending -> ending.toString().equals(name))
                .findFirst();
    }
}
