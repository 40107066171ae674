package dev.challenger.metrics;

import dev.challenger.http.ContextAttribute;
import java.util.Optional;

/** The collaborators of the servlet and the filter; empty if the operator has asked for no metrics. */
public record MetricsParts(Optional<Metrics> metrics) {
    public static final ContextAttribute<MetricsParts> ATTRIBUTE = new ContextAttribute<>(MetricsParts.class);
}
