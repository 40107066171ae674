package dev.challenger;

import dev.challenger.address.Channel;
import dev.challenger.audit.Audit;
import dev.challenger.metrics.Metrics;
import dev.challenger.metrics.MetricsParts;
import dev.challenger.settings.Settings;
import dev.challenger.statistics.Occurrences;
import dev.challenger.statistics.Statistics;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Optional;

/** The audit log of a node with what is recorded from it, and the metrics, if the operator has asked for them. */
final class Measuring implements AutoCloseable {
    private final Optional<Metrics> metrics;
    private final InstantSource clock;
    private final Recording recording;

    Measuring(Settings settings, Installation installation, InstantSource clock) {
        Settings.Metering metering = settings.metering();
        this.metrics = metering.token().isPresent() || metering.beans()
                ? Optional.of(new Metrics(
                        metering.token(), Optional.of(settings.http().issuer()).filter(service -> metering.beans())))
                : Optional.empty();
        this.clock = clock;
        Channel validated = settings.address().type().channel();
        Occurrences occurrences = new Occurrences(
                validated,
                clock,
                client -> metrics.ifPresent(counting -> counting.forgetClient(client)),
                area -> metrics.ifPresent(counting -> counting.forgetArea(area)));
        this.recording = new Recording(
                installation, occurrences, event -> metrics.ifPresent(counting -> counting.count(event)), clock);
    }

    Audit audit() {
        return recording.audit();
    }

    Statistics statistics() {
        return recording.statistics();
    }

    Recording recording() {
        return recording;
    }

    /** Starts to write in the background. The database must be open. */
    void start() {
        recording.start();
    }

    /** Hands over the metrics, with all parts that a service has and a command does not need. */
    void register(ServletContext context, NodeDatabase database, Deliveries deliveries) {
        MetricsParts.ATTRIBUTE.set(context, new MetricsParts(metrics));
        metrics.ifPresent(watching -> {
            watching.watchJvm();
            database.measure(watching);
            deliveries.measure(watching);
            SharedState shared = new SharedState(deliveries.breaker(), deliveries.serviceBudgets(), clock);
            shared.measure(watching);
            recording.also(shared::read);
        });
        deliveries.observe((channel, sender, outcome, took) -> {
            statistics().handedOver(channel, sender, outcome, took);
            metrics.ifPresent(watching -> watching.handedOver(channel, sender, outcome, took));
        });
    }

    @Override
    public void close() {
        recording.close();
        metrics.ifPresent(Metrics::close);
    }
}
