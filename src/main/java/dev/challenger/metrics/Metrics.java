package dev.challenger.metrics;

import dev.challenger.secret.Hash;
import dev.challenger.statistics.Occurrence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All metrics of this node. */
public final class Metrics implements AutoCloseable {
    static final String TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private static final Duration[] LIMITS = Stream.of(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Optional<Hash> token;
    private final Optional<MeterBeans> beans;
    private final Funnel funnel = new Funnel(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /**
     * @param token the hash of the token that may read them; empty if nobody may
     * @param service the name of this service among the MBeans of the JVM; empty for no MBeans
     */
    public Metrics(Optional<Hash> token, Optional<String> service) {
        this.token = token;
        this.beans = service.map(name -> new MeterBeans(registry, name));
    }

    /** Adds the metrics of the Java virtual machine, which {@link #close} must end. */
    public void watchJvm() {
        // Their names are against the conventions of Prometheus.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        Stream.<MeterBinder>of(
                        collections,
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new FileDescriptorMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Counts an event of the audit log. */
    public void count(Occurrence what) {
        funnel.count(what);
    }

    /** Removes the counts of a client or an instance that no longer has a name of its own. */
    public void forgetClient(String client) {
        funnel.forgetClient(client);
    }

    /** Removes the counts of an area that no longer has a name of its own. */
    public void forgetArea(String area) {
        funnel.forgetArea(area);
    }

    /**
     * Adds a value that is asked for whenever the metrics are read.
     *
     * @param name with dots
     * @param labels names and values take turns
     */
    public void gauge(String name, String help, Supplier<Number> value, String... labels) {
        Gauge.builder(name, value).description(help).tags(labels).register(registry);
    }

    /** Measures one hand-over of a message, whether or not it was accepted. */
    public void handedOver(String channel, String sender, String outcome, Duration took) {
        time(
                "challenger.hand.over",
                "The time that handing a message over took, by sender and outcome.",
                took,
                "channel",
                channel,
                "sender",
                sender,
                "outcome",
                outcome);
    }

    void answered(String endpoint, String method, String status, Duration took) {
        time(
                "challenger.http.requests",
                "The time that answering a request took, by endpoint.",
                took,
                "endpoint",
                endpoint,
                "method",
                method,
                "status",
                status);
    }

    private void time(String name, String help, Duration took, String... labels) {
        Timer.builder(name)
                .description(help)
                .tags(labels)
                .serviceLevelObjectives(LIMITS)
                .register(registry)
                .record(took);
    }

    /** Returns whether anybody may read them. */
    boolean isReadable() {
        return token.isPresent();
    }

    boolean admits(String bearer) {
        return token.filter(Hash.of(bearer)::equals).isPresent();
    }

    /** Returns all values in Prometheus' text format. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        beans.ifPresent(MeterBeans::close);
        registry.close();
    }
}
