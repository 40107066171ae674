package dev.challenger.transmission;

import dev.challenger.secret.Password;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server that accepts our messages, and our account there.
 *
 * @param user empty if the server asks for no login
 * @param from one address as in a header, with or without a display name
 * @param timeout for connecting, and for each read and write
 */
public record MailAccount(
        String host,
        int port,
        Security security,
        Optional<String> user,
        Password password,
        String from,
        Duration timeout) {

    /** How the connection to the mail server is protected. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }
}
