package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.secret.Password;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailAccount.Connections;
import dev.challenger.transmission.MailAccount.Login;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.http.TokenAccount;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The settings of the mail server. */
final class MailServerSettings {
    static final Setting.Section SECTION = new Setting.Section();

    static final Setting<String> MAIL_HOST =
            SECTION.add("mail.host", Kind.HOST, "The mail server that accepts our messages.");
    static final Setting<Integer> MAIL_PORT = SECTION.add(
            "mail.port", Kind.number(1, 65535), "Its port. If not set, 587 for starttls, 465 for tls, 25 for none.");
    static final Setting<Security> MAIL_SECURITY = SECTION.add(
            "mail.security",
            Kind.choice(Security.values(), security -> security.name().toLowerCase(Locale.ROOT)),
            "starttls",
            "The protection of the connection to the mail server: none, starttls or tls.");
    static final Setting<String> MAIL_USER = SECTION.add(
            "mail.user", Kind.TEXT, "The user at the mail server. Not needed if the server asks for no login.");
    static final Setting.Secret MAIL_PASSWORD = SECTION.addSecret("mail.password", "The password of that user.");
    static final Setting<String> MAIL_FROM = SECTION.add(
            "mail.from",
            open("one e-mail address, with or without a display name", MailServerSettings::sender),
            "The sender of every message. Needed with mail.host.");
    static final Setting<String> MAIL_ENVELOPE_FROM = SECTION.add(
            "mail.envelope-from",
            open("one e-mail address without a display name", MailServerSettings::mailbox),
            "The address to which mail servers report messages that they cannot deliver. If not set, that of mail.from.");
    static final Setting<Duration> MAIL_TIMEOUT = SECTION.add(
            "mail.timeout",
            Kind.TIME_LIMIT,
            "PT10S",
            "The time limit for connecting to the mail server, and for each of its answers. A message takes at most three"
                    + " times as long.");

    static final Setting<Integer> MAIL_CONNECTIONS = SECTION.add(
            "mail.connections",
            SendingSettings.CONCURRENCY,
            "3",
            "The largest number of connections to the mail server at a time, as far as its operator allows them. Each carries"
                    + " one message after the other.");
    static final Setting<Duration> MAIL_IDLE_FOR = SECTION.add(
            "mail.idle-for",
            Kind.duration("PT1S", "PT1H"),
            "PT2M",
            "The time after which an unused connection to the mail server is closed. Set it below the limits of the mail server"
                    + " and of the firewalls on the way.");

    private MailServerSettings() {}

    /** Parses the address of a header and returns it as it is. */
    private static String sender(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            return demand(addresses.length == 1 && isMailbox(addresses[0]) && Kind.isOneLine(text), text);
        } catch (AddressException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    private static String mailbox(String text) {
        return demand(
                sender(text).equals(text.strip()) && text.indexOf('<') < 0 && text.indexOf('(') < 0, text.strip());
    }

    /** Requires ASCII before the at sign and an ASCII form after it, since not every mail server supports SMTPUTF8. */
    private static boolean isMailbox(InternetAddress address) {
        int at = address.getAddress().lastIndexOf('@');
        return !address.isGroup()
                && at > 0
                && address.getAddress().chars().limit(at).allMatch(c -> c < 0x80)
                && !IDN.toASCII(address.getAddress().substring(at + 1)).isEmpty();
    }

    static Optional<MailAccount> mail(Values values) {
        Security security = values.get(MAIL_SECURITY);
        if (values.isSet(MAIL_HOST)) {
            values.require(MAIL_FROM, "with mail.host");
        }
        Optional<TokenAccount> tokens = TokenSettings.account(values, security);
        if (values.isSet(TokenSettings.URL)) {
            values.require(MAIL_USER, "with mail.token.url");
            if (values.isSet(MAIL_PASSWORD)) {
                values.fault(TokenSettings.URL, "and mail.password are both set");
            }
        } else {
            values.requireTogether(MAIL_USER, MAIL_PASSWORD);
        }
        Optional<String> host = values.find(MAIL_HOST);
        MailAccount account = new MailAccount(
                host.orElse(""),
                values.find(MAIL_PORT).orElse(usualPort(security)),
                security,
                login(values, tokens),
                values.find(MAIL_FROM).orElse(""),
                values.find(MAIL_ENVELOPE_FROM),
                values.get(MAIL_TIMEOUT),
                new Connections(SendingSettings.concurrency(values, MAIL_CONNECTIONS), values.get(MAIL_IDLE_FOR)));
        return host.map(named -> account);
    }

    private static Optional<Login> login(Values values, Optional<TokenAccount> tokens) {
        Optional<Password> password = values.find(MAIL_PASSWORD);
        return values.find(MAIL_USER)
                .flatMap(user -> tokens.<Login>map(source -> new Login.ByToken(user, source))
                        .or(() -> password.map(known -> new Login.ByPassword(user, known))));
    }

    private static int usualPort(Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }
}
