package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.db.Database;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.secret.Key;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.transmission.CommandTransmitter;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.transmission.Transmitter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All ways by which messages go out: one for each type of address, whoever sends, so that budgets, breakers and connections
 * are shared. Addresses that are validated have the operator's restrictions and test addresses; those that TAN challenges
 * alone go to have none.
 */
final class Deliveries implements AutoCloseable {
    private final Settings settings;
    private final Database database;
    private final Key key;
    private final Supplier<Transmitter> mailServer;
    private final TestAddresses tests;
    private final Map<AddressType, Delivery> byType = new EnumMap<>(AddressType.class);

    /**
     * @param key one that stays while others are added: with another key every count begins again
     * @param mailServer makes the sender that hands mail to the server of the settings
     */
    Deliveries(Settings settings, Database database, Key key, Supplier<Transmitter> mailServer, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.key = key;
        this.mailServer = mailServer;
        this.tests = testAddresses(settings, clock.instant());
        add(settings.address(), tests);
        for (AddressType type : new AddressType[] {AddressType.EMAIL, AddressType.PHONE}) {
            if (!byType.containsKey(type) && isSetUp(type.channel())) {
                AddressPolicy policy = new AddressPolicy(
                        type, Optional.empty(), Map.of(), settings.address().phones());
                add(policy, new TestAddresses(Optional.empty(), clock.instant()));
            }
        }
    }

    private static TestAddresses testAddresses(Settings settings, Instant now) {
        try {
            return new TestAddresses(settings.tests(), now);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private boolean isSetUp(Channel channel) {
        return settings.commands().of(channel).isPresent()
                || channel == Channel.EMAIL && settings.mail().isPresent();
    }

    private void add(AddressPolicy policy, TestAddresses testAddresses) {
        Channel channel = policy.type().channel();
        byType.put(
                policy.type(),
                new Delivery(policy, testAddresses, budgets(channel), breaker(channel), transmitter(channel)));
    }

    private Transmitter transmitter(Channel channel) {
        Optional<Path> command = settings.commands().of(channel);
        return command.isPresent()
                ? new CommandTransmitter(command.get(), settings.commands().timeout())
                : mailServer.get();
    }

    private Budgets budgets(Channel channel) {
        return new Budgets(
                database, key, Objects.requireNonNull(settings.budgets().get(channel)));
    }

    private Breaker breaker(Channel channel) {
        return new Breaker(
                database, key, Optional.ofNullable(settings.breakers().get(channel)));
    }

    /** To addresses that are validated. */
    Delivery toValidated() {
        return toType(settings.address().type()).orElseThrow();
    }

    /** To addresses of a type, if that is set up. */
    Optional<Delivery> toType(AddressType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Those that are validated. */
    TestAddresses tests() {
        return tests;
    }

    /** To purge by: the counts of all channels are in the same tables. */
    Budgets budgets() {
        return budgets(settings.address().type().channel());
    }

    /** To list, close and purge by: one that is on, if there is any. */
    Breaker breaker() {
        return breaker(byType.keySet().stream()
                .map(AddressType::channel)
                .filter(settings.breakers()::containsKey)
                .findFirst()
                .orElse(settings.address().type().channel()));
    }

    @Override
    public void close() {
        byType.values().forEach(Delivery::close);
    }
}
