package dev.challenger.settings;

import dev.challenger.address.Channel;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every key an operator can set, in the order of the table in reference.md. The names in other places follow from the key. */
public enum Setting {
    DB_URL("db.url", Kind.JDBC_URL, null, "The database; not needed where the container has a DataSource."),
    DB_USER("db.user", Kind.TEXT, "challenger", "The user at the database."),
    DB_PASSWORD("db.password", Kind.PASSWORD, null, "The password of that user."),
    DB_POOL_MAX("db.pool.max", Kind.POOL, "10", "How many connections to the database there are at most."),

    HTTP_HOST("http.host", Kind.HOST, "127.0.0.1", "Where the stand-alone server listens."),
    HTTP_PORT("http.port", Kind.LISTEN_PORT, "8080", "The port it listens on; 0 takes any free one."),
    HTTP_BASE_URL("http.base-url", Kind.BASE_URL, null, "What the world calls this service. Always needed."),

    KEY_FILE("key.file", Kind.FILE, null, "The file with the keys, made if absent; else .challenger/keys in the home."),

    ADDRESS_TYPE("address.type", Kind.ADDRESS_TYPE, "email", "What kind of address is validated."),
    ADDRESS_HINT("address.hint", Kind.TEXT, null, "An example to show in the field."),
    ADDRESS_RESTRICTIONS(
            "address.restrictions",
            Kind.RESTRICTIONS,
            null,
            "By field a regex (POSIX extended) for the whole value, a hint, and hint_i18n with hints by language."),

    PHONE_DEFAULT_COUNTRY(
            "phone.default-country",
            Kind.COUNTRY,
            null,
            "The country whose phone numbers may be entered without its calling code; if not set, none."),
    PHONE_COUNTRIES(
            "phone.countries",
            Kind.COUNTRIES,
            null,
            "The countries that messages go to, such as CH,DE; or any. Needed for phones: each message costs money."),
    PHONE_REFUSED_KINDS(
            "phone.refused-kinds",
            Kind.PHONE_KINDS,
            "premium-rate,shared-cost,pager",
            "The kinds of phone numbers that no message goes to; or none."),

    MAIL_HOST("mail.host", Kind.HOST, null, "The mail server that messages are handed to."),
    MAIL_PORT("mail.port", Kind.PORT, null, "Its port; if not set 587 for starttls, 465 for tls, 25 for none."),
    MAIL_SECURITY("mail.security", Kind.SECURITY, "starttls", "How the connection to it is protected."),
    MAIL_USER("mail.user", Kind.TEXT, null, "The user there; none where the server asks for none."),
    MAIL_PASSWORD("mail.password", Kind.PASSWORD, null, "The password of that user."),
    MAIL_FROM("mail.from", Kind.MAIL_FROM, null, "The sender of every message. Needed with mail.host."),
    MAIL_TIMEOUT(
            "mail.timeout",
            Kind.TIME_LIMIT,
            "PT10S",
            "For connecting, and for each answer of the mail server; a whole sending takes at most three times that."),

    COMMAND_EMAIL(
            "command.email", Kind.COMMAND, null, "A helper command that sends e-mail, used instead of mail.host."),
    COMMAND_PHONE("command.phone", Kind.COMMAND, null, "The helper command that sends to phones."),
    COMMAND_POST("command.post", Kind.COMMAND, null, "The helper command that sends letters."),
    COMMAND_TIMEOUT("command.timeout", Kind.TIME_LIMIT, "PT30S", "A helper command that takes longer is ended."),

    LIMIT_ADDRESS_CHANGES("limit.address-changes", Kind.LIMIT, "3", "Different addresses per validation."),
    LIMIT_TRANSMISSIONS("limit.transmissions", Kind.LIMIT, "3", "Transmissions per address."),
    LIMIT_ATTEMPTS("limit.attempts", Kind.LIMIT, "3", "Attempts per TAN."),
    LIMIT_OPEN_VALIDATIONS(
            "limit.open-validations",
            Kind.MANY,
            "10000",
            "Validations of one client that are neither solved nor expired."),

    TAN_VALID_FOR(
            "tan.valid-for", Kind.PERIOD, "PT30M", "PT10M", "P30D", "How long a TAN is valid from each transmission."),
    TRANSMISSION_INTERVALS(
            "transmission.intervals",
            Kind.PERIODS,
            "PT1M,PT2M",
            "PT1M,PT2M",
            "P7D",
            "The wait before the 2nd, 3rd … transmission; the last one counts for all after it."),
    VALIDATION_VALID_FOR(
            "validation.valid-for", Kind.PERIOD, "PT24H", "PT24H", "P90D", "How long a validation lasts from /setup."),
    ADDRESS_VALID_FOR("address.valid-for", Kind.LONG_PERIOD, "P365D", "How long a validated address is good for."),
    ADDRESS_ERASED_AFTER(
            "address.erased-after",
            Kind.PERIOD,
            "P7D",
            "How long after the first /info a validated address is erased."),

    BUDGET_DESTINATION(
            "budget.destination",
            Kind.BUDGET,
            "10/P1D",
            "5/P1D",
            "1/P7D",
            "Messages to one address, whoever asks for them. In an e-mail address case, . - _ and +tags do not count."),
    BUDGET_CLIENT("budget.client", Kind.BUDGET, null, "Messages for one client."),
    BUDGET_DOMAIN("budget.domain", Kind.BUDGET, null, "Messages to one mail domain."),
    BUDGET_PREFIX(
            "budget.prefix",
            Kind.BUDGET,
            "20/PT1H",
            "Messages to one block of phone numbers: those that differ in their last 4 digits alone."),
    BUDGET_COUNTRY("budget.country", Kind.BUDGET, null, "Messages to the phones of one country, or letters there."),
    BUDGET_NETWORK(
            "budget.network",
            Kind.BUDGET,
            "100/PT1H",
            "100/PT1H",
            "20/P1D",
            "Messages that one network asks for (IPv4 /24, IPv6 /48)."),
    BUDGET_SERVICE("budget.service", Kind.BUDGET, null, "Messages in all."),

    BREAKER_MINIMUM(
            "breaker.minimum",
            Kind.BREAKER_MINIMUM,
            "0",
            "10",
            "0",
            "So many destinations in an area (mail domain, block of numbers, country of letters) may trip its breaker."),
    BREAKER_RATIO("breaker.ratio", Kind.PERCENT, "10", "It trips if less than this percentage enter their TAN."),
    BREAKER_WINDOW("breaker.window", Kind.PERIOD, "PT1H", "Only destinations first messaged in this time count."),
    BREAKER_COOL_DOWN("breaker.cool-down", Kind.PERIOD, "PT1H", "How long no messages go there then."),

    TEST_ADDRESSES(
            "test.addresses",
            Kind.TEST_LIST,
            null,
            "Reserved addresses that nothing is sent to, with fixed codes: ADDRESS=TAN, with commas."),
    TEST_UNTIL("test.until", Kind.DATE, null, "Their last day (UTC), at most 366 days ahead. Needed with them."),

    PROXY_TRUSTED("proxy.trusted", Kind.NETWORKS, null, "Proxies in front: IP addresses or networks, with commas."),
    PROXY_HEADER(
            "proxy.header",
            Kind.PROXY_HEADER,
            "x-forwarded-for",
            "The header in which they tell whose request it is; it must be one that they set or append to themselves."),

    SOURCE_URL("source.url", Kind.URL, null, "Where /source leads.");

    private final String key;
    private final Kind<?> kind;
    private final Map<Channel, String> standards = new EnumMap<>(Channel.class);
    private final String help;

    Setting(String key, Kind<?> kind, @Nullable String standard, String help) {
        this.key = key;
        this.kind = kind;
        this.help = help;
        if (standard != null) {
            Stream.of(Channel.values()).forEach(channel -> standards.put(channel, standard));
        }
    }

    /** One whose default depends on what carries the messages. */
    Setting(String key, Kind<?> kind, String email, String phone, String post, String help) {
        this.key = key;
        this.kind = kind;
        this.help = help;
        standards.put(Channel.EMAIL, email);
        standards.put(Channel.PHONE, phone);
        standards.put(Channel.POST, post);
    }

    static Optional<Setting> find(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    static Optional<Setting> findByEnvironmentName(String name) {
        return Stream.of(values())
                .filter(setting -> setting.environmentName().equals(name))
                .findFirst();
    }

    /** As in the settings file: {@code http.base-url}. */
    public String key() {
        return key;
    }

    /** {@code CHALLENGER_HTTP_BASE_URL} */
    public String environmentName() {
        return "CHALLENGER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Below {@code java:comp/env/}: {@code challenger/http/base-url}. */
    public String jndiName() {
        return "challenger/" + key.replace('.', '/');
    }

    /** What form its value has, as in "must be a duration". */
    public String type() {
        return kind.description();
    }

    /** The value where nobody sets one, if there is such a value, where messages are carried by this channel. */
    public Optional<String> standard(Channel channel) {
        return Optional.ofNullable(standards.get(channel));
    }

    /** What it is for, a sentence. */
    public String help() {
        return help;
    }

    /** Whether its value may have a secret in it and is never shown. */
    public boolean secret() {
        return kind.secret();
    }

    Kind<?> kind() {
        return kind;
    }

    /** The key. */
    @Override
    public String toString() {
        return key;
    }
}
