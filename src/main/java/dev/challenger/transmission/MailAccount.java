package dev.challenger.transmission;

import dev.challenger.secret.Password;
import java.time.Duration;
import java.util.Optional;

/**
 * Our mail server, and our account on it.
 *
 * @param user empty to send without login
 * @param from one address as in a mail header, with or without a display name
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
