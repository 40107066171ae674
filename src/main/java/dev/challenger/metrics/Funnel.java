package dev.challenger.metrics;

import dev.challenger.address.Channel;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the lines of the audit log. Lines about test addresses do not count, since nothing is sent there. */
final class Funnel {
    private static final int NAMES = 50;
    /** The number of codes on their way that are remembered, to measure how long people take. */
    private static final int REMEMBERED = 10_000;

    private static final String CHANNEL = "channel";
    private static final String CLIENT = "client";
    private static final String AREA = "area";
    private static final String EVENT = "event";
    private static final String REASON = "reason";

    private final MeterRegistry registry;
    private final Channel validated;
    private final InstantSource clock;
    private final Busiest clients;
    private final Busiest areas;
    private final Map<String, Instant> sentAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param validated the channel of validations, also before an address is entered */
    Funnel(MeterRegistry registry, Channel validated, InstantSource clock) {
        this.registry = registry;
        this.validated = validated;
        this.clock = clock;
        this.clients = new Busiest(NAMES, client -> forget(CLIENT, client));
        this.areas = new Busiest(NAMES, area -> forget(AREA, area));
    }

    private void forget(String label, String value) {
        registry.getMeters().stream()
                .filter(meter -> value.equals(meter.getId().getTag(label)))
                .forEach(registry::remove);
    }

    void count(AuditLine line) {
        if (line.find(AuditField.TEST).isPresent()) {
            return;
        }
        String channel = line.channel().orElse(validated).toString();
        byClient(line, channel);
        byArea(line, channel);
        switch (line.event()) {
            case REFUSED ->
                add(
                        "challenger.refusals",
                        "Messages that were not sent, by reason.",
                        CHANNEL,
                        channel,
                        REASON,
                        line.refusalKind().orElse(""));
            case WRONG ->
                add(
                        "challenger.wrong.entries",
                        "Codes that were entered and not accepted, by reason.",
                        CHANNEL,
                        channel,
                        REASON,
                        line.find(AuditField.REASON).orElse(""));
            case SENT, SOLVED -> measure(line, channel);
            default -> {
                // The event itself is all that counts.
            }
        }
    }

    private void byClient(AuditLine line, String channel) {
        String client = line.find(AuditField.CLIENT)
                .or(() -> line.find(AuditField.INSTANCE))
                .map(clients::label)
                .orElse("");
        String help = "Events of the audit log, by client, or by instance for TAN challenges.";
        add("challenger.events", help, EVENT, line.event().toString(), CHANNEL, channel, CLIENT, client);
    }

    private void byArea(AuditLine line, String channel) {
        String help = "Events of the audit log, by mail domain or country.";
        line.area()
                .map(areas::label)
                .ifPresent(area -> add(
                        "challenger.area.events", help, EVENT, line.event().toString(), CHANNEL, channel, AREA, area));
    }

    private void add(String name, String help, String... labels) {
        Counter.builder(name).description(help).tags(labels).register(registry).increment();
    }

    /** A code that another node sent is not known here, and is not measured. */
    private void measure(AuditLine line, String channel) {
        String id = line.find(AuditField.VALIDATION)
                .or(() -> line.find(AuditField.CHALLENGE).map(number -> "challenge " + number))
                .orElse("");
        Instant now = clock.instant();
        Instant sent;
        synchronized (sentAt) {
            sent = sentAt.remove(id);
            if (line.event() == AuditEvent.SENT) {
                sentAt.put(id, now);
                return;
            }
        }
        if (sent != null) {
            Duration took = Duration.between(sent, now);
            Timer.builder("challenger.sent.to.solved")
                    .description("The time from the last message to the right code, if one node did both.")
                    .tags(CHANNEL, channel)
                    .serviceLevelObjectives(LIMITS.toArray(Duration[]::new))
                    .register(registry)
                    .record(took.isNegative() ? Duration.ZERO : took);
        }
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
