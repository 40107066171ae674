package dev.challenger.settings;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.address.Field;
import dev.challenger.address.PhonePolicy;
import dev.challenger.address.Restriction;
import dev.challenger.http.Proxies;
import dev.challenger.limit.BreakerLimits;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets.Subject;
import dev.challenger.secret.Password;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.TestTans;
import dev.challenger.validation.ValidationLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the settings of what was said about each of them. Faults are collected, so that the operator sees all at once. */
final class SettingsParser {
    /** Stands for a URL with a fault until all faults are found; nobody sees it. */
    private static final URI NO_URL = URI.create("http://invalid");

    private static final Password NO_PASSWORD = new Password("");

    private final Map<Setting, Sourced> values;
    private final List<String> faults;
    /** Decides on defaults. One that does not exist is a fault told in its turn. */
    private final AddressType type;

    SettingsParser(Map<Setting, Sourced> values, List<String> faults) {
        this.values = values;
        this.faults = faults;
        this.type = Optional.ofNullable(values.get(Setting.ADDRESS_TYPE))
                .flatMap(value -> AddressType.parse(value.text()))
                .orElse(AddressType.EMAIL);
    }

    /**
     * @param dataSource whether the container has one
     * @return settings that mean something only if no faults were added
     */
    Settings parse(boolean dataSource) {
        if (!dataSource) {
            require(Setting.DB_URL, "where no container has a DataSource " + Jndi.DATA_SOURCE);
        }
        require(Setting.HTTP_BASE_URL, "");
        Settings.Db db = db();
        Settings.Http http = http();
        AddressPolicy address = address();
        return new Settings(
                db,
                http,
                find(Setting.KEY_FILE, Kind.FILE),
                address,
                validation(),
                mail(),
                commands(),
                byChannel(this::budgets),
                byChannel(this::breaker),
                tests(address),
                new Proxies(
                        find(Setting.PROXY_TRUSTED, Kind.NETWORKS).orElse(List.of()),
                        get(Setting.PROXY_HEADER, Kind.PROXY_HEADER)),
                find(Setting.SOURCE_URL, Kind.URL));
    }

    /** For every channel: other ones than that of the validated addresses may carry TAN challenges. */
    private static <T> Map<Channel, T> byChannel(Function<Channel, Optional<T>> parser) {
        Map<Channel, T> all = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            parser.apply(channel).ifPresent(one -> all.put(channel, one));
        }
        return all;
    }

    private Optional<Map<Subject, Budget>> budgets(Channel channel) {
        Map<Subject, Budget> budgets = new EnumMap<>(Subject.class);
        budget(Setting.BUDGET_DESTINATION, channel).ifPresent(budget -> budgets.put(Subject.DESTINATION, budget));
        budget(Setting.BUDGET_CLIENT, type.channel()).ifPresent(budget -> budgets.put(Subject.CLIENT, budget));
        budget(Setting.BUDGET_DOMAIN, type.channel()).ifPresent(budget -> budgets.put(Subject.DOMAIN, budget));
        budget(Setting.BUDGET_PREFIX, type.channel()).ifPresent(budget -> budgets.put(Subject.PREFIX, budget));
        budget(Setting.BUDGET_COUNTRY, type.channel()).ifPresent(budget -> budgets.put(Subject.COUNTRY, budget));
        budget(Setting.BUDGET_NETWORK, type.channel()).ifPresent(budget -> budgets.put(Subject.NETWORK, budget));
        budget(Setting.BUDGET_SERVICE, type.channel()).ifPresent(budget -> budgets.put(Subject.SERVICE, budget));
        return Optional.of(budgets);
    }

    private Optional<Budget> budget(Setting setting, Channel channel) {
        return find(setting, Kind.BUDGET, channel);
    }

    private Optional<BreakerLimits> breaker(Channel channel) {
        BreakerLimits breaker = new BreakerLimits(
                find(Setting.BREAKER_MINIMUM, Kind.BREAKER_MINIMUM, channel).orElse(0),
                get(Setting.BREAKER_RATIO, Kind.PERCENT),
                get(Setting.BREAKER_WINDOW, Kind.PERIOD),
                get(Setting.BREAKER_COOL_DOWN, Kind.PERIOD));
        return breaker.minimum() == 0 ? Optional.empty() : Optional.of(breaker);
    }

    private Optional<TestTans> tests(AddressPolicy policy) {
        requireTogether(Setting.TEST_ADDRESSES, Setting.TEST_UNTIL);
        Optional<LocalDate> until = find(Setting.TEST_UNTIL, Kind.DATE);
        return find(Setting.TEST_ADDRESSES, Kind.TEST_LIST)
                .map(text -> TestList.parse(text, policy, fault -> fault(Setting.TEST_ADDRESSES, fault)))
                .flatMap(tans -> until.map(day -> new TestTans(tans, day)));
    }

    private Settings.Db db() {
        return new Settings.Db(
                find(Setting.DB_URL, Kind.JDBC_URL),
                get(Setting.DB_USER, Kind.TEXT),
                find(Setting.DB_PASSWORD, Kind.PASSWORD).orElse(NO_PASSWORD),
                get(Setting.DB_POOL_MAX, Kind.POOL));
    }

    private Settings.Http http() {
        return new Settings.Http(
                get(Setting.HTTP_HOST, Kind.HOST),
                get(Setting.HTTP_PORT, Kind.LISTEN_PORT),
                find(Setting.HTTP_BASE_URL, Kind.BASE_URL).orElse(NO_URL));
    }

    private AddressPolicy address() {
        get(Setting.ADDRESS_TYPE, Kind.ADDRESS_TYPE);
        Map<String, Restriction> restrictions =
                find(Setting.ADDRESS_RESTRICTIONS, Kind.RESTRICTIONS).orElse(Map.of());
        List<String> fields = type.fields().stream().map(Field::name).toList();
        restrictions.keySet().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> fault(
                        Setting.ADDRESS_RESTRICTIONS,
                        "names " + field + ", but " + type + " has " + String.join(", ", fields)));
        return new AddressPolicy(type, find(Setting.ADDRESS_HINT, Kind.TEXT), restrictions, phones());
    }

    private PhonePolicy phones() {
        if (type == AddressType.PHONE || values.containsKey(Setting.COMMAND_PHONE)) {
            require(Setting.PHONE_COUNTRIES, "where messages go to phones, since each one costs money");
        }
        return new PhonePolicy(
                find(Setting.PHONE_DEFAULT_COUNTRY, Kind.COUNTRY),
                find(Setting.PHONE_COUNTRIES, Kind.COUNTRIES).orElse(Set.of()),
                get(Setting.PHONE_REFUSED_KINDS, Kind.PHONE_KINDS));
    }

    private ValidationLimits validation() {
        return new ValidationLimits(
                get(Setting.LIMIT_ADDRESS_CHANGES, Kind.LIMIT),
                get(Setting.LIMIT_TRANSMISSIONS, Kind.LIMIT),
                get(Setting.LIMIT_ATTEMPTS, Kind.LIMIT),
                get(Setting.TAN_VALID_FOR, Kind.PERIOD),
                get(Setting.TRANSMISSION_INTERVALS, Kind.PERIODS),
                get(Setting.VALIDATION_VALID_FOR, Kind.PERIOD),
                get(Setting.ADDRESS_VALID_FOR, Kind.LONG_PERIOD),
                get(Setting.ADDRESS_ERASED_AFTER, Kind.PERIOD),
                get(Setting.LIMIT_OPEN_VALIDATIONS, Kind.MANY));
    }

    private Optional<MailAccount> mail() {
        Security security = get(Setting.MAIL_SECURITY, Kind.SECURITY);
        if (values.containsKey(Setting.MAIL_HOST)) {
            require(Setting.MAIL_FROM, "with mail.host");
        } else if (type.channel() == Channel.EMAIL && !values.containsKey(Setting.COMMAND_EMAIL)) {
            faults.add("mail.host or command.email is missing: there is no way to send e-mail");
        }
        requireTogether(Setting.MAIL_USER, Setting.MAIL_PASSWORD);
        Optional<String> host = find(Setting.MAIL_HOST, Kind.HOST);
        MailAccount account = new MailAccount(
                host.orElse(""),
                find(Setting.MAIL_PORT, Kind.PORT).orElse(usualPort(security)),
                security,
                find(Setting.MAIL_USER, Kind.TEXT),
                find(Setting.MAIL_PASSWORD, Kind.PASSWORD).orElse(NO_PASSWORD),
                find(Setting.MAIL_FROM, Kind.MAIL_FROM).orElse(""),
                get(Setting.MAIL_TIMEOUT, Kind.TIME_LIMIT));
        return host.map(named -> account);
    }

    private HelperCommands commands() {
        switch (type.channel()) {
            case EMAIL -> {
                // The mail server will do as well.
            }
            case PHONE -> require(Setting.COMMAND_PHONE, "since there is no other way to send to phones");
            case POST -> require(Setting.COMMAND_POST, "since there is no other way to send letters");
        }
        Map<Channel, Path> paths = new EnumMap<>(Channel.class);
        find(Setting.COMMAND_EMAIL, Kind.COMMAND).ifPresent(path -> paths.put(Channel.EMAIL, path));
        find(Setting.COMMAND_PHONE, Kind.COMMAND).ifPresent(path -> paths.put(Channel.PHONE, path));
        find(Setting.COMMAND_POST, Kind.COMMAND).ifPresent(path -> paths.put(Channel.POST, path));
        return new HelperCommands(paths, get(Setting.COMMAND_TIMEOUT, Kind.TIME_LIMIT));
    }

    private static int usualPort(Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    /** The value of a setting that has a default, which also stands for a value with a fault. */
    private <T> T get(Setting setting, Kind<T> kind) {
        return find(setting, kind).orElseGet(() -> standard(setting, kind).orElseThrow());
    }

    private <T> Optional<T> standard(Setting setting, Kind<T> kind) {
        return setting.standard(type.channel()).map(kind.parser()::parse);
    }

    /** Empty if nobody set it and there is no default, and for a value with a fault. */
    private <T> Optional<T> find(Setting setting, Kind<T> kind) {
        return find(setting, kind, type.channel());
    }

    /** @param channel that decides on the default */
    private <T> Optional<T> find(Setting setting, Kind<T> kind, Channel channel) {
        Sourced value = values.get(setting);
        if (value == null) {
            return setting.standard(channel).map(kind.parser()::parse);
        }
        try {
            return Optional.of(kind.parser().parse(value.text()));
        } catch (IllegalArgumentException e) {
            fault(setting, kind.fault(value.text(), e));
            return Optional.empty();
        }
    }

    private void requireTogether(Setting one, Setting other) {
        if (values.containsKey(one)) {
            require(other, "with " + one);
        } else if (values.containsKey(other)) {
            require(one, "with " + other);
        }
    }

    private void require(Setting setting, String when) {
        if (!values.containsKey(setting)) {
            faults.add((setting + " is missing; it must be set " + when).strip());
        }
    }

    private void fault(Setting setting, String what) {
        Sourced value = values.get(setting);
        String fault = setting + (value == null ? " " : " (" + value.origin() + ") ") + what;
        // What counts for several channels is read for each of them.
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
