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
 * @param connections the largest number of connections at a time, at least 1
 */
public record MailAccount(
        String host,
        int port,
        Security security,
        Optional<String> user,
        Password password,
        String from,
        Duration timeout,
        int connections) {

    /** Exchange Online accepts three connections of one account at a time. */
    private static final int CONNECTIONS = 3;

    /** An account with three connections, which every mail server allows. */
    public MailAccount(
            String host,
            int port,
            Security security,
            Optional<String> user,
            Password password,
            String from,
            Duration timeout) {
        this(host, port, security, user, password, from, timeout, CONNECTIONS);
    }

    /** How the connection to the mail server is protected. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }
}
