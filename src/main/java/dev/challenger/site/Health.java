package dev.challenger.site;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether this node can serve requests. One request at a time makes the checks. Meanwhile all others get the last
 * result, so that a database that hangs holds one thread at most.
 */
public final class Health {
    public static final Duration FRESH_FOR = Duration.ofSeconds(1);

    /** An older result counts as a fault, because the checks should have been made again since then. */
    public static final Duration VALID_FOR = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Health.class.getName());

    private final Supplier<Map<String, Boolean>> checks;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Result last;

    /** @param checks makes the checks, and returns true for those that hold, by their names and in their order */
    public Health(Supplier<Map<String, Boolean>> checks, InstantSource clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * The JSON of the answer, in the form of MicroProfile Health.
     *
     * @param status {@code UP} or {@code DOWN}
     */
    record State(String status, List<Named> checks) {
        static final State ALIVE = new State("UP", List.of());

        record Named(String name, String status) {}

        static State of(Map<String, Boolean> checks) {
            return new State(
                    word(!checks.containsValue(false)),
                    checks.entrySet().stream()
                            .map(check -> new Named(check.getKey(), word(check.getValue())))
                            .toList());
        }

        private static String word(boolean holds) {
            return holds ? "UP" : "DOWN";
        }

        /** Returns the checks on one line. */
        String text() {
            return checks.stream()
                    .map(check -> check.name() + " " + check.status())
                    .collect(Collectors.joining(", "));
        }

        boolean isUp() {
            return status.equals("UP");
        }
    }

    private record Result(State state, Instant at) {}

    State state() {
        if (!isYoung(FRESH_FOR) && running.compareAndSet(false, true)) {
            try {
                State now = State.of(checks.get());
                log(now);
                last = new Result(now, clock.instant());
            } finally {
                running.set(false);
            }
        }
        Result result = last;
        return result != null && isYoung(VALID_FOR) ? result.state() : State.of(Map.of("checks", false));
    }

    private boolean isYoung(Duration limit) {
        Result result = last;
        if (result == null) {
            return false;
        }
        Duration age = Duration.between(result.at(), clock.instant());
        return !age.isNegative() && age.compareTo(limit) < 0;
    }

    private void log(State now) {
        Result before = last;
        if (before == null || !before.state().status().equals(now.status())) {
            LOG.log(now.isUp() ? Level.INFO : Level.WARNING, "Health of this node: {0}", now.text());
        }
    }
}
