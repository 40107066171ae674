package dev.challenger.transmission;

import dev.challenger.secret.Password;
import dev.challenger.transmission.MailAccount.Security;
import java.time.Duration;
import java.util.Optional;

/** Makes mail accounts at servers on 127.0.0.1. */
final class MailSettings {
    static final String FROM = "Challenger <noreply@challenger.example>";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private MailSettings() {}

    static MailAccount plain(int port) {
        return plain(port, TIMEOUT);
    }

    static MailAccount plain(int port, Duration timeout) {
        return of(port, Security.NONE, timeout);
    }

    /**
     * Returns an account with a short time limit. Only tests of timeouts use it, because on a busy machine anything
     * may take as long.
     */
    static MailAccount impatient(int port) {
        return plain(port, Duration.ofMillis(400));
    }

    static MailAccount secured(int port, Security security) {
        return of(port, security, TIMEOUT);
    }

    private static MailAccount of(int port, Security security, Duration timeout) {
        return new MailAccount(
                "127.0.0.1",
                port,
                security,
                Optional.empty(),
                FROM,
                Optional.empty(),
                timeout,
                MailAccount.Connections.DEFAULT);
    }

    static MailAccount withHost(MailAccount mail, String host) {
        return new MailAccount(
                host,
                mail.port(),
                mail.security(),
                mail.login(),
                mail.from(),
                mail.envelopeFrom(),
                mail.timeout(),
                mail.connections());
    }

    static MailAccount withFrom(MailAccount mail, String from, Optional<String> envelope) {
        return new MailAccount(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.login(),
                from,
                envelope,
                mail.timeout(),
                mail.connections());
    }

    static MailAccount withUser(MailAccount mail, String user, String password) {
        return withLogin(mail, new MailAccount.Login.ByPassword(user, new Password(password)));
    }

    static MailAccount withLogin(MailAccount mail, MailAccount.Login login) {
        return new MailAccount(
                mail.host(),
                mail.port(),
                mail.security(),
                Optional.of(login),
                mail.from(),
                mail.envelopeFrom(),
                mail.timeout(),
                mail.connections());
    }

    static MailAccount withConnections(MailAccount mail, int most, Duration idleFor) {
        return new MailAccount(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.login(),
                mail.from(),
                mail.envelopeFrom(),
                mail.timeout(),
                new MailAccount.Connections(most, idleFor));
    }
}
