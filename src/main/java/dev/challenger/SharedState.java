package dev.challenger;

import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budgets;
import dev.challenger.metrics.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Values that all nodes share in the database, for the metrics. They are read in the background, so that reading the metrics waits
 * for no database. Before the first reading, and while the database fails, they are not numbers.
 */
final class SharedState {
    private static final Logger LOG = System.getLogger(SharedState.class.getName());

    private final Breaker breaker;
    private final List<ServiceBudget> budgets;
    private final InstantSource clock;
    private volatile double stopped = Double.NaN;

    SharedState(Breaker breaker, List<ServiceBudget> budgets, InstantSource clock) {
        this.breaker = breaker;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** The budget of all messages of a channel that validate addresses, or that confirm operations. */
    static final class ServiceBudget {
        private final String channel;
        private final String of;
        private final Budgets budgets;
        private final int limit;
        private volatile double used = Double.NaN;

        ServiceBudget(String channel, String of, Budgets budgets, int limit) {
            this.channel = channel;
            this.of = of;
            this.budgets = budgets;
            this.limit = limit;
        }

        double used() {
            return used;
        }
    }

    void measure(Metrics metrics) {
        metrics.gauge(
                "challenger.breaker.stopped.areas",
                "Areas to which the circuit breaker stops messages.",
                () -> stopped);
        budgets.forEach(budget -> {
            String[] labels = {"channel", budget.channel, "of", budget.of};
            String help = "Messages in the present window of the budget of the whole service.";
            metrics.gauge("challenger.budget.used.messages", help, budget::used, labels);
            metrics.gauge(
                    "challenger.budget.limit.messages", "The budget of the whole service.", () -> budget.limit, labels);
        });
    }

    /** Throws nothing: an exception would end all later readings. Before the first start has made a key, there is none to read with. */
    void read() {
        Instant now = clock.instant();
        try {
            stopped = breaker.list(now).size();
            budgets.forEach(budget -> budget.used = budget.budgets.usedByService(now));
        } catch (RuntimeException e) {
            stopped = Double.NaN;
            budgets.forEach(budget -> budget.used = Double.NaN);
            LOG.log(Level.DEBUG, "The budgets and the breaker cannot be read for the metrics: {0}", e.getMessage());
        }
    }
}
