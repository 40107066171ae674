package dev.challenger;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.PhonePolicy;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.mfa.TanChannel;
import dev.challenger.statistics.Statistics;
import dev.challenger.transmission.Bulkhead;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Senders;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.transmission.Transmitter;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The channels of an embedding application, each with its one sender. */
final class EmbeddedDeliveries implements AutoCloseable {
    private final Map<TanChannel, Transmitter> senders;
    private final EmbeddedOptions options;

    EmbeddedDeliveries(Map<TanChannel, Transmitter> senders, EmbeddedOptions options) {
        this.senders = Map.copyOf(senders);
        this.options = options;
    }

    /**
     * Returns the deliveries of the channels that are set up. They share the senders: close this object instead.
     *
     * @param statistics gets the result of every hand-over
     */
    Map<TanChannel, Delivery> counting(Budgets budgets, Breaker breaker, Statistics statistics, InstantSource clock) {
        Map<TanChannel, Delivery> deliveries = new EnumMap<>(TanChannel.class);
        senders.forEach((channel, sender) -> {
            AddressPolicy policy = policy(channel);
            Bulkhead bulkhead = options.sending().around(channel.toString(), sender, senders.size(), clock);
            String carrier = policy.type().channel().toString();
            bulkhead.observe((outcome, took) -> statistics.handedOver(carrier, bulkhead.name(), outcome, took));
            deliveries.put(channel, new Delivery(policy, TestAddresses.NONE, budgets, breaker, Senders.of(bulkhead)));
        });
        return deliveries;
    }

    /** Returns the policy for the addresses of a channel. */
    AddressPolicy policy(TanChannel channel) {
        return switch (channel) {
            case SMS ->
                new AddressPolicy(
                        AddressType.PHONE,
                        Optional.empty(),
                        Map.of(),
                        options.phones().orElseGet(PhonePolicy::anywhere));
            case EMAIL -> new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
        };
    }

    @Override
    public void close() {
        senders.values().forEach(Transmitter::close);
    }
}
