package dev.challenger;

import dev.challenger.audit.Audit;
import dev.challenger.metrics.Metrics;
import dev.challenger.metrics.MetricsParts;
import dev.challenger.settings.Settings;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Optional;

/** The metrics of a node, if the operator has set a token for them, and the audit log that they are counted from. */
final class Measuring implements AutoCloseable {
    private final Optional<Metrics> metrics;
    private final Audit audit;

    Measuring(Settings settings, InstantSource clock) {
        this.metrics = settings.metricsToken()
                .map(token -> new Metrics(token, settings.address().type().channel(), clock));
        this.audit = new Audit(clock, line -> metrics.ifPresent(counting -> counting.count(line)));
    }

    Audit audit() {
        return audit;
    }

    /** Hands over the metrics, with all parts that a service has and a command does not need. */
    void register(ServletContext context, NodeDatabase database, Deliveries deliveries) {
        MetricsParts.ATTRIBUTE.set(context, new MetricsParts(metrics));
        metrics.ifPresent(watching -> {
            watching.watchJvm();
            database.measure(watching);
            deliveries.measure(watching);
        });
    }

    @Override
    public void close() {
        metrics.ifPresent(Metrics::close);
    }
}
