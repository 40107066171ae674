package dev.challenger;

import dev.challenger.SharedState.ServiceBudget;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Subject;
import dev.challenger.metrics.Metrics;
import dev.challenger.mfa.TanChannel;
import dev.challenger.settings.Settings;
import dev.challenger.transmission.Bulkhead;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Senders;
import dev.challenger.transmission.TestAddresses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds one {@link Delivery} for each type of address. Validations and TAN challenges share its senders, but not its budgets
 * and its breaker. The operator's restrictions and test addresses apply only to the type that is validated.
 */
final class Deliveries implements AutoCloseable {
    private final Settings settings;
    private final Installation installation;
    private final Map<AddressType, Delivery> byType = new EnumMap<>(AddressType.class);

    Deliveries(Settings settings, Installation installation, InstantSource clock) {
        this.settings = settings;
        this.installation = installation;
        List<AddressPolicy> policies =
                Stream.concat(Stream.of(settings.address()), forChallenges()).toList();
        int shares = policies.stream()
                .mapToInt(policy -> names(policy.type().channel()).size())
                .sum();
        ChannelSenders senders = new ChannelSenders(settings.sending(), clock, shares);
        policies.forEach(policy -> add(policy, senders.of(policy.type().channel())));
    }

    /** Returns the policies of the types of address to which only TAN challenges are sent. */
    private Stream<AddressPolicy> forChallenges() {
        return Stream.of(AddressType.EMAIL, AddressType.PHONE)
                .filter(type -> type != settings.address().type()
                        && !names(type.channel()).isEmpty())
                .map(type -> new AddressPolicy(
                        type, Optional.empty(), Map.of(), settings.address().phones()));
    }

    private Set<String> names(Channel channel) {
        return settings.sending().senders().names(channel);
    }

    private void add(AddressPolicy policy, Senders senders) {
        Channel channel = policy.type().channel();
        TestAddresses tests = policy.type() == settings.address().type() ? settings.tests() : TestAddresses.NONE;
        byType.put(policy.type(), new Delivery(policy, tests, budgets(channel), breaker(channel), senders));
    }

    private Budgets budgets(Channel channel) {
        return Budgets.ofValidations(
                installation.database(),
                installation.keys(),
                Objects.requireNonNull(settings.bounds().budgets().get(channel)));
    }

    private Budgets challengeBudgets(Channel channel) {
        return Budgets.ofChallenges(
                installation.database(),
                installation.keys(),
                Objects.requireNonNull(settings.bounds().challengeBudgets().get(channel)));
    }

    private Delivery ofChallenges(Delivery delivery) {
        return delivery.ofChallenges(challengeBudgets(delivery.policy().type().channel()));
    }

    private Breaker breaker(Channel channel) {
        return new Breaker(
                installation.database(),
                installation.keys(),
                Optional.ofNullable(settings.bounds().breakers().get(channel)));
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
                case EMAIL -> channels.put(TanChannel.EMAIL, ofChallenges(delivery));
                case PHONE -> channels.put(TanChannel.SMS, ofChallenges(delivery));
                case POSTAL, POSTAL_CH -> {
                    // The protocol has no TAN channel for letters.
                }
            }
        });
        return channels;
    }

    /** Returns every sender. */
    Stream<Bulkhead> senders() {
        return byType.values().stream().flatMap(delivery -> delivery.senders().all());
    }

    /** Lets somebody learn of every message that is tried from now on. */
    void observe(HandOverObserver observer) {
        byType.forEach((type, delivery) -> delivery.senders()
                .all()
                .forEach(sender -> sender.observe((outcome, took) ->
                        observer.handedOver(type.channel().toString(), sender.name(), outcome, took))));
    }

    /** Gets the channel and the sender of a message, and what {@link Bulkhead#observe} tells. */
    @FunctionalInterface
    interface HandOverObserver {
        void handedOver(String channel, String sender, String outcome, Duration took);
    }

    void measure(Metrics metrics) {
        byType.forEach((type, delivery) -> delivery.senders().all().forEach(sender -> {
            String[] labels = {"channel", type.channel().toString(), "sender", sender.name()};
            metrics.gauge(
                    "challenger.sender.circuit.open",
                    "1 while the circuit of the sender is open.",
                    () -> sender.isCircuitOpen() ? 1 : 0,
                    labels);
            metrics.gauge(
                    "challenger.sender.waiting.requests",
                    "Requests that wait for their turn to send.",
                    sender::waiting,
                    labels);
            metrics.gauge(
                    "challenger.sender.free.places",
                    "Requests that may still enter before further ones are refused.",
                    sender::free,
                    labels);
        }));
    }

    /** Returns the budgets of the whole service that the operator has set. */
    List<ServiceBudget> serviceBudgets() {
        Channel validated = settings.address().type().channel();
        List<ServiceBudget> set = new ArrayList<>();
        Optional.ofNullable(settings.bounds().budgets().get(validated))
                .map(limits -> limits.get(Subject.SERVICE))
                .ifPresent(limit -> set.add(
                        new ServiceBudget(validated.toString(), "validations", budgets(validated), limit.count())));
        byTanChannel().values().forEach(delivery -> {
            Channel channel = delivery.policy().type().channel();
            Optional.ofNullable(settings.bounds().challengeBudgets().get(channel))
                    .map(limits -> limits.get(Subject.SERVICE))
                    .ifPresent(limit -> set.add(new ServiceBudget(
                            channel.toString(), "operations", challengeBudgets(channel), limit.count())));
        });
        return set;
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
                .filter(settings.bounds().breakers()::containsKey)
                .findFirst()
                .orElse(settings.address().type().channel()));
    }

    @Override
    public void close() {
        byType.values().forEach(Delivery::close);
    }
}
