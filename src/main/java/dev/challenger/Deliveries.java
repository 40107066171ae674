package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.db.Database;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.TanChannel;
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
 * Builds one {@link Delivery} for each type of address. Validations and TAN challenges share it, and so its budgets, breaker
 * and connections. The operator's restrictions and test addresses apply to the type that is validated, and to no other.
 */
final class Deliveries implements AutoCloseable {
    private final Settings settings;
    private final Database database;
    private final Key key;
    private final Supplier<Transmitter> mailServer;
    private final InstantSource clock;
    private final TestAddresses tests;
    private final Map<AddressType, Delivery> byType = new EnumMap<>(AddressType.class);

    /**
     * @param key one that stays when keys are added: with another key, every count would begin again
     * @param mailServer creates the transmitter to the mail server of the settings
     * @throws SettingsException if the test addresses end too late
     */
    Deliveries(Settings settings, Database database, Key key, Supplier<Transmitter> mailServer, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.key = key;
        this.mailServer = mailServer;
        this.clock = clock;
        this.tests = testAddresses(settings, clock.instant());
        add(settings.address(), tests);
        addForChallenges(AddressType.EMAIL);
        addForChallenges(AddressType.PHONE);
    }

    private void addForChallenges(AddressType type) {
        if (!byType.containsKey(type) && isSetUp(type.channel())) {
            AddressPolicy policy = new AddressPolicy(
                    type, Optional.empty(), Map.of(), settings.address().phones());
            add(policy, new TestAddresses(Optional.empty(), clock.instant()));
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

    /** Returns the delivery to the addresses that are validated. */
    Delivery toValidated() {
        return Objects.requireNonNull(byType.get(settings.address().type()));
    }

    /** Returns the deliveries of TAN challenges, for each channel that is set up. */
    Map<TanChannel, Delivery> byTanChannel() {
        Map<TanChannel, Delivery> channels = new EnumMap<>(TanChannel.class);
        byType.forEach((type, delivery) -> {
            switch (type) {
                case EMAIL -> channels.put(TanChannel.EMAIL, delivery);
                case PHONE -> channels.put(TanChannel.SMS, delivery);
                case POSTAL, POSTAL_CH -> {
                    // The protocol has no TAN channel for letters.
                }
            }
        });
        return channels;
    }

    /** Returns the test addresses among those that are validated. */
    TestAddresses tests() {
        return tests;
    }

    /** Returns budgets for housekeeping, which purges the counts of all channels, since they are in one table. */
    Budgets budgets() {
        return budgets(settings.address().type().channel());
    }

    /**
     * Returns a breaker for housekeeping and the command line, which purge and list the areas of all channels. It is switched
     * on if that of any channel is.
     */
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
