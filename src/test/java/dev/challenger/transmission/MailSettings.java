package dev.challenger.transmission;

import dev.challenger.secret.Password;
import dev.challenger.settings.Settings;
import dev.challenger.settings.Settings.Mail.Security;
import java.time.Duration;
import java.util.Optional;

/** Settings for mail servers on 127.0.0.1. */
final class MailSettings {
    static final String FROM = "Challenger <noreply@challenger.example>";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private MailSettings() {}

    static Settings.Mail plain(int port) {
        return plain(port, TIMEOUT);
    }

    static Settings.Mail plain(int port, Duration timeout) {
        return of(port, Security.NONE, timeout);
    }

    /** For what must time out, and nothing else: on a busy machine everything may take as long. */
    static Settings.Mail impatient(int port) {
        return plain(port, Duration.ofMillis(400));
    }

    static Settings.Mail secured(int port, Security security) {
        return of(port, security, TIMEOUT);
    }

    private static Settings.Mail of(int port, Security security, Duration timeout) {
        return new Settings.Mail(
                Optional.of("127.0.0.1"),
                port,
                security,
                Optional.empty(),
                new Password(""),
                Optional.of(FROM),
                timeout);
    }

    static Settings.Mail withHost(Settings.Mail mail, String host) {
        return new Settings.Mail(
                Optional.of(host),
                mail.port(),
                mail.security(),
                mail.user(),
                mail.password(),
                mail.from(),
                mail.timeout());
    }

    static Settings.Mail withFrom(Settings.Mail mail, String from) {
        return new Settings.Mail(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.user(),
                mail.password(),
                Optional.of(from),
                mail.timeout());
    }

    static Settings.Mail withUser(Settings.Mail mail, String user, String password) {
        return new Settings.Mail(
                mail.host(),
                mail.port(),
                mail.security(),
                Optional.of(user),
                new Password(password),
                mail.from(),
                mail.timeout());
    }
}
