package dev.challenger.transmission;

import dev.challenger.secret.Password;
import dev.challenger.transmission.http.TokenAccount;
import java.time.Duration;
import java.util.Optional;

/**
 * Our mail server, and our account on it.
 *
 * @param user empty to send without login
 * @param from one address as in a mail header, with or without a display name
 * @param timeout for connecting, and for each read and write
 * @param token where access tokens come from, which replace the password (XOAUTH2)
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
        int connections,
        Optional<TokenAccount> token) {

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

    /** An account that logs in with a password, or not at all. */
    public MailAccount(
            String host,
            int port,
            Security security,
            Optional<String> user,
            Password password,
            String from,
            Duration timeout,
            int connections) {
        this(host, port, security, user, password, from, timeout, connections, Optional.empty());
    }

    /** How the connection to the mail server is protected. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }
}
