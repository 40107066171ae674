package dev.challenger;

import dev.challenger.site.Health;
import dev.challenger.transmission.Bulkhead;
import dev.challenger.wire.Problem;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The checks that tell whether this node can serve. All of them together cost one query and one page. */
final class Readiness {
    private final NodeDatabase database;
    private final Deliveries deliveries;
    private final InstantSource clock;

    Readiness(NodeDatabase database, Deliveries deliveries, InstantSource clock) {
        this.database = database;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** @param pages makes a page, and throws an exception if that fails */
    Health health(Runnable pages) {
        return new Health(() -> check(pages), clock);
    }

    private Map<String, Boolean> check(Runnable pages) {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        Optional<String> key = Optional.empty();
        try {
            key = database.installation().rememberedKey();
            checks.put("database", true);
        } catch (Problem unreachable) {
            checks.put("database", false);
        }
        Optional<String> remembered = key;
        checks.put("tables", database.isOpen());
        checks.put(
                "key",
                holds(() ->
                        remembered.filter(database.installation().keys()::know).isPresent()));
        checks.put("pages", holds(() -> {
            pages.run();
            return true;
        }));
        checks.put("senders", holds(() -> !deliveries.senders().allMatch(Bulkhead::isOutOfOrder)));
        return checks;
    }

    /** Whatever cannot be told counts as a fault. */
    private static boolean holds(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
