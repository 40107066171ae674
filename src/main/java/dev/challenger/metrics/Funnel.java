package dev.challenger.metrics;

import dev.challenger.statistics.Occurrence;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** Counts the events of the audit log. */
final class Funnel {
    private static final String CHANNEL = "channel";
    private static final String CLIENT = "client";
    private static final String AREA = "area";
    private static final String EVENT = "event";
    private static final String REASON = "reason";

    private final MeterRegistry registry;

    Funnel(MeterRegistry registry) {
        this.registry = registry;
    }

    void forgetClient(String client) {
        forget(CLIENT, client);
    }

    void forgetArea(String area) {
        forget(AREA, area);
    }

    private void forget(String label, String value) {
        registry.getMeters().stream()
                .filter(meter -> value.equals(meter.getId().getTag(label)))
                .forEach(registry::remove);
    }

    void count(Occurrence what) {
        what.names().forEach(event -> count(what, event));
        switch (what.event()) {
            case REFUSED -> addReason("challenger.refusals", "Messages that were not sent, by reason.", what);
            case WRONG ->
                addReason("challenger.wrong.entries", "Codes that were entered and not accepted, by reason.", what);
            default -> {
                // The event itself is all that counts.
            }
        }
        what.took().ifPresent(took -> measure(what.channel(), took));
    }

    private void count(Occurrence what, String event) {
        add(
                "challenger.events",
                "Events of the audit log, by client, or by instance for TAN challenges.",
                EVENT,
                event,
                CHANNEL,
                what.channel(),
                CLIENT,
                what.owner(),
                "of",
                what.operation() ? "operations" : "validations");
        String help = "Events of the audit log, by mail domain or country.";
        what.area()
                .ifPresent(
                        area -> add("challenger.area.events", help, EVENT, event, CHANNEL, what.channel(), AREA, area));
    }

    private void addReason(String name, String help, Occurrence what) {
        add(name, help, CHANNEL, what.channel(), REASON, what.reason());
    }

    private void add(String name, String help, String... labels) {
        Counter.builder(name).description(help).tags(labels).register(registry).increment();
    }

    private void measure(String channel, Duration took) {
        Timer.builder("challenger.sent.to.solved")
                .description("The time from the last message to the right code, if one node did both.")
                .tags(CHANNEL, channel)
                .serviceLevelObjectives(LIMITS.toArray(Duration[]::new))
                .register(registry)
                .record(took);
    }

    private static final List<Duration> LIMITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofDays(1));
}
