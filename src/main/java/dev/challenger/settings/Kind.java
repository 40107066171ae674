package dev.challenger.settings;

import dev.challenger.address.AddressType;
import dev.challenger.address.PhoneKind;
import dev.challenger.address.PhoneNumber;
import dev.challenger.address.Restriction;
import dev.challenger.http.ProxyHeader;
import dev.challenger.limit.Budget;
import dev.challenger.secret.Password;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.wire.Network;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form of a value: how it is told to people and how it is read.
 *
 * @param description completes "must be …"
 * @param secret whether values may have a secret in them
 */
record Kind<T>(String description, boolean secret, Parser<T> parser) {
    static final Kind<String> TEXT = open("a text on one line", text -> demand(isOneLine(text), text));
    static final Kind<Password> PASSWORD = new Kind<>("a text", true, Password::new);
    static final Kind<String> JDBC_URL =
            new Kind<>("a URL that begins with jdbc:mariadb:", true, text -> demand(isJdbcUrl(text), text));

    static final Kind<Integer> POOL = number(1, 1000);
    static final Kind<Integer> LIMIT = number(1, 10);
    static final Kind<Integer> PERCENT = number(1, 100);
    /** One destination alone must never trip the breaker. */
    static final Kind<Integer> BREAKER_MINIMUM = open("a number from 2 to 1000, or 0", text -> {
        int number = Integer.parseInt(text);
        return demand(number == 0 || number >= 2 && number <= 1000, number);
    });

    static final Kind<Integer> MANY = number(1, 1_000_000);
    static final Kind<Integer> PORT = number(1, 65535);
    static final Kind<Integer> LISTEN_PORT = number(0, 65535);

    static final Kind<Duration> TIME_LIMIT = duration("PT1S", "PT5M");
    static final Kind<Duration> PERIOD = duration("PT1S", "P366D");
    static final Kind<Duration> LONG_PERIOD = duration("PT1S", "P3660D");
    static final Kind<List<Duration>> PERIODS = open(
            "a list with commas, each " + PERIOD.description,
            text -> Stream.of(text.split(",", -1)).map(PERIOD.parser::parse).toList());

    static final Kind<LocalDate> DATE = open("a date such as 2026-12-31", Kind::date);
    /** Read by {@link TestList}, which knows what addresses there are. Never shown: a real address may be in it. */
    static final Kind<String> TEST_LIST = new Kind<>("a list ADDRESS=TAN with commas", true, text -> text);

    static final Kind<Budget> BUDGET = open("a number per duration, such as 10/P1D", Kind::budget);
    static final Kind<List<Network>> NETWORKS = open(
            "a list of IP addresses and networks with commas, such as 192.0.2.0/24",
            text -> Stream.of(text.split(",", -1)).map(Network::parse).toList());
    static final Kind<ProxyHeader> PROXY_HEADER = choice(ProxyHeader.values(), ProxyHeader::toString);

    static final Kind<String> HOST = open("a host name or an IP address", text -> demand(isHost(text), text));
    static final Kind<URI> URL = open("an absolute http or https URL", WebUrl::parse);
    static final Kind<URI> BASE_URL =
            open("an absolute http or https URL without user, query and fragment", WebUrl::parseBase);
    static final Kind<String> MAIL_FROM = open("one e-mail address, with or without a display name", MailFrom::parse);

    static final Kind<Path> FILE = open("a path", Path::of);
    static final Kind<Path> COMMAND = open("the absolute path of an executable file", Kind::command);

    static final Kind<AddressType> ADDRESS_TYPE = choice(AddressType.values(), AddressType::toString);
    static final Kind<String> COUNTRY = open("the code of a country (ISO 3166-1 alpha-2), such as CH", Kind::country);
    static final Kind<Set<String>> COUNTRIES =
            open("a list of codes of countries with commas, such as CH,DE, or the word any", Kind::countries);
    static final Kind<Set<PhoneKind>> PHONE_KINDS = open(
            "a list with commas of "
                    + Stream.of(PhoneKind.values()).map(PhoneKind::toString).collect(Collectors.joining(", "))
                    + ", or the word none",
            Kind::phoneKinds);
    static final Kind<Security> SECURITY =
            choice(Security.values(), security -> security.name().toLowerCase(Locale.ROOT));
    static final Kind<Map<String, Restriction>> RESTRICTIONS =
            open("a JSON object {\"FIELD\": {\"regex\": …, \"hint\": …, \"hint_i18n\": {…}}}", RestrictionsJson::parse);

    private static final int MAX_SHOWN = 80;
    private static final Pattern HOST_FORM = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    /** Reads a value; it says what is wrong in the exception, or leaves that to the description. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * @throws Fault with a reason, for operators
         * @throws IllegalArgumentException (any other) if the description says all there is to say
         */
        T parse(String text);
    }

    /** What is wrong with a value, where "must be …" would not help. */
    static final class Fault extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Fault(String reason) {
            super(reason);
        }
    }

    /** What to tell the operator about a value that the parser refused. */
    String fault(String text, IllegalArgumentException refusal) {
        if (refusal instanceof Fault) {
            return String.valueOf(refusal.getMessage());
        }
        return "must be " + description + (secret ? "" : ", not \"" + shown(text) + "\"");
    }

    private static String shown(String text) {
        String plain = WebUrl.withoutUser(text).replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "…";
    }

    private static <T> Kind<T> open(String description, Parser<T> parser) {
        return new Kind<>(description, false, parser);
    }

    private static Kind<Integer> number(int min, int max) {
        return open("a number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            return demand(number >= min && number <= max, number);
        });
    }

    private static Kind<Duration> duration(String min, String max) {
        return open("a duration from " + min + " to " + max + " (ISO 8601)", text -> {
            Duration duration = Iso8601.parse(text);
            boolean within = duration.compareTo(Iso8601.parse(min)) >= 0 && duration.compareTo(Iso8601.parse(max)) <= 0;
            return demand(within, duration);
        });
    }

    private static <E extends Enum<E>> Kind<E> choice(E[] constants, Function<E, String> name) {
        String names = Stream.of(constants).map(name).collect(Collectors.joining(", "));
        return open(
                constants.length == 1 ? names : "one of " + names,
                text -> Stream.of(constants)
                        .filter(constant -> name.apply(constant).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    private static Budget budget(String text) {
        String[] parts = text.split("/", 2);
        int count = Integer.parseInt(parts[0].strip());
        demand(parts.length == 2 && count >= 1, count);
        return new Budget(count, PERIOD.parser.parse(parts[1].strip()));
    }

    private static String country(String text) {
        String country = text.strip().toUpperCase(Locale.ROOT);
        return demand(PhoneNumber.knownCountries().contains(country), country);
    }

    private static Set<String> countries(String text) {
        return text.equals("any")
                ? PhoneNumber.knownCountries()
                : Stream.of(text.split(",", -1)).map(Kind::country).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PhoneKind> phoneKinds(String text) {
        return text.equals("none")
                ? Set.of()
                : Stream.of(text.split(",", -1))
                        .map(name -> PhoneKind.parse(name.strip()).orElseThrow(IllegalArgumentException::new))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no date", e);
        }
    }

    private static Path command(String text) {
        Path path = Path.of(text);
        if (path.isAbsolute() && !Files.exists(path)) {
            throw new Fault("is " + path + ", which does not exist");
        }
        return demand(path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path), path);
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isJdbcUrl(String text) {
        return text.startsWith("jdbc:mariadb:") && isOneLine(text) && !text.contains(" ");
    }

    private static boolean isHost(String text) {
        return HOST_FORM.matcher(text).matches();
    }

    private static <T> T demand(boolean met, T value) {
        if (!met) {
            throw new IllegalArgumentException("not of this form");
        }
        return value;
    }
}
