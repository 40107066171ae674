package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.address.Channel;
import dev.challenger.secret.Password;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.SendingLimits;
import dev.challenger.transmission.http.TokenAccount;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings of message delivery: the mail server, the helper commands, and the limits of both. */
final class SendingSettings {
    static final Setting.Section SECTION = new Setting.Section();

    static final Kind<Path> COMMAND = open("the absolute path of an executable file", SendingSettings::command);

    static final Kind<Integer> CONCURRENCY = Kind.number(1, 100);

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
            open("one e-mail address, with or without a display name", SendingSettings::sender),
            "The sender of every message. Needed with mail.host.");
    static final Setting<Duration> MAIL_TIMEOUT = SECTION.add(
            "mail.timeout",
            Kind.TIME_LIMIT,
            "PT10S",
            "The time limit for connecting to the mail server, and for each of its answers. A message takes at most three"
                    + " times as long.");

    static final Setting<Integer> MAIL_CONNECTIONS = SECTION.add(
            "mail.connections",
            CONCURRENCY,
            "3",
            "The largest number of connections to the mail server at a time, as far as its operator allows them. Each carries"
                    + " one message after the other.");

    static final Setting<Path> COMMAND_EMAIL =
            SECTION.add("command.email", COMMAND, "A helper command that sends e-mail, used instead of mail.host.");
    static final Setting<Path> COMMAND_PHONE =
            SECTION.add("command.phone", COMMAND, "The helper command that sends messages to phones.");
    static final Setting<Path> COMMAND_POST =
            SECTION.add("command.post", COMMAND, "The helper command that sends letters.");
    static final Setting<Duration> COMMAND_TIMEOUT =
            SECTION.add("command.timeout", Kind.TIME_LIMIT, "PT30S", "A helper command that runs longer is killed.");
    static final Setting<Integer> COMMAND_PROCESSES = SECTION.add(
            "command.processes",
            CONCURRENCY,
            "5",
            "The largest number of running helper commands of one channel at a time.");

    static final Setting<Integer> SENDING_REQUESTS = SECTION.add(
            "sending.requests",
            Kind.number(1, 1000),
            "50",
            "The largest number of requests that send a message or wait for their turn to do so at a time, shared evenly by the"
                    + " mail server and the channels with helper commands. Further ones are refused at once. In a servlet"
                    + " container set it to at most a quarter of the threads for requests; the stand-alone server has four"
                    + " times as many threads.");
    static final Setting<Duration> SENDING_WAIT_FOR = SECTION.add(
            "sending.wait-for",
            Kind.duration("PT0S", "PT1M"),
            "PT5S",
            "The longest time that a request waits for its turn to send, and is refused then.");

    private SendingSettings() {}

    private static Path command(String text) {
        Path path = Path.of(text);
        if (path.isAbsolute() && !Files.exists(path)) {
            throw new Kind.Fault("is " + path + ", which does not exist");
        }
        return demand(path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path), path);
    }

    /** Parses the address of a header and returns it as it is. */
    private static String sender(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            return demand(addresses.length == 1 && isMailbox(addresses[0]) && Kind.isOneLine(text), text);
        } catch (AddressException e) {
            throw new IllegalArgumentException("no address", e);
        }
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
        Optional<TokenAccount> token = TokenSettings.account(values, security);
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
                values.find(MAIL_USER),
                values.find(MAIL_PASSWORD).orElse(new Password("")),
                values.find(MAIL_FROM).orElse(""),
                values.get(MAIL_TIMEOUT),
                concurrency(values, MAIL_CONNECTIONS),
                token);
        return host.map(named -> account);
    }

    /** Where all senders together may do less than the default of one, that one does less too. */
    static int concurrency(Values values, Setting<Integer> setting) {
        int requests = values.get(SENDING_REQUESTS);
        int concurrency = values.get(setting);
        if (values.isSet(setting) && concurrency > requests) {
            values.fault(setting, "is larger than sending.requests");
        }
        return Math.min(concurrency, requests);
    }

    private static int usualPort(Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    static SendingLimits limits(Values values) {
        return new SendingLimits(values.get(SENDING_REQUESTS), values.get(SENDING_WAIT_FOR));
    }

    static HelperCommands commands(Values values) {
        Map<Channel, Path> paths = new EnumMap<>(Channel.class);
        values.find(COMMAND_EMAIL).ifPresent(path -> paths.put(Channel.EMAIL, path));
        values.find(COMMAND_PHONE).ifPresent(path -> paths.put(Channel.PHONE, path));
        values.find(COMMAND_POST).ifPresent(path -> paths.put(Channel.POST, path));
        return new HelperCommands(paths, values.get(COMMAND_TIMEOUT), concurrency(values, COMMAND_PROCESSES));
    }
}
