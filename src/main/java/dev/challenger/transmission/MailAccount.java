package dev.challenger.transmission;

import dev.challenger.secret.Password;
import dev.challenger.transmission.http.TokenAccount;
import java.time.Duration;
import java.util.Optional;

/**
 * Our mail server, and our account on it.
 *
 * @param login empty to send without login
 * @param from one address as in a mail header, with or without a display name
 * @param envelopeFrom the address to which servers report that a message cannot be delivered; empty for that in {@code from}
 * @param timeout for connecting, and for each read and write
 */
public record MailAccount(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String from,
        Optional<String> envelopeFrom,
        Duration timeout,
        Connections connections) {

    /** How the connection to the mail server is protected. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /** The way to log in. */
    public sealed interface Login {
        String user();

        /** A login by PLAIN, or by LOGIN where the server offers no other. */
        record ByPassword(String user, Password password) implements Login {}

        /**
         * A login by OAUTHBEARER, or by XOAUTH2 where the server does not offer it.
         *
         * @param tokens the source of the access tokens
         */
        record ByToken(String user, TokenAccount tokens) implements Login {}
    }

    /**
     * The connections to the mail server, which are kept for the next messages.
     *
     * @param most the largest number of connections at a time, at least 1
     * @param idleFor the time after which an unused connection is closed; positive
     */
    public record Connections(int most, Duration idleFor) {
        /**
         * Exchange Online accepts three connections of one account at a time. Mail servers (5 minutes, RFC 5321 section
         * 4.5.3.2.7) and most firewalls keep an unused one for longer than two minutes.
         */
        public static final Connections DEFAULT = new Connections(3, Duration.ofMinutes(2));
    }
}
