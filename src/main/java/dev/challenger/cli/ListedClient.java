package dev.challenger.cli;

import dev.challenger.Registry;
import dev.challenger.client.Client;
import dev.challenger.client.Clients.Entry;
import dev.challenger.statistics.Busiest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client as {@code client list} prints it.
 *
 * @param open the number of its open validations
 * @param solved the number of validations solved in the last day; empty if it is unknown, because the statistics name only the
 *     50 busiest clients of a node
 */
record ListedClient(Entry entry, int open, Optional<Long> solved) {
    private static final Duration DAY = Duration.ofDays(1);

    static List<ListedClient> all(Registry registry) {
        Instant now = registry.clock().instant();
        Map<String, Long> solved = registry.statistics().solvedByClient(now.minus(DAY));
        return registry.clients().list().stream()
                .map(entry -> {
                    long id = entry.client().id();
                    return new ListedClient(entry, registry.open().count(id, now), solved(solved, Long.toString(id)));
                })
                .toList();
    }

    /** A client without a count of its own has none, or is among the others. */
    private static Optional<Long> solved(Map<String, Long> solved, String id) {
        return Optional.ofNullable(solved.get(id))
                .or(() -> Optional.of(0L).filter(none -> solved.getOrDefault(Busiest.OTHER, 0L) == 0));
    }

    String line() {
        Client client = entry.client();
        String instances = entry.registered().instances().toString();
        return client.id() + "\t" + String.join(" ", client.redirectUris()) + "\t" + client.name() + "\t" + secrets()
                + "\t" + open + "\t" + solved.map(Object::toString).orElse("?")
                + (client.requirePkce() ? "\tpkce" : "")
                + (client.direct() ? "\tdirect" : "")
                + (instances.isEmpty() ? "" : "\tinstances=" + instances)
                + (entry.declared() ? "\tsettings" : "");
    }

    private int secrets() {
        return entry.registered().secretHashes().size();
    }

    Shown shown() {
        Client client = entry.client();
        return new Shown(
                client.id(),
                client.redirectUri(),
                client.redirectUris(),
                client.name(),
                secrets(),
                open,
                solved.orElse(null),
                client.requirePkce(),
                client.direct(),
                entry.registered().instances().patterns(),
                entry.declared());
    }

    /**
     * A client as JSON.
     *
     * @param redirectUri the first of redirectUris
     * @param solvedInLastDay null, and so absent, if it is unknown
     */
    record Shown(
            long id,
            String redirectUri,
            List<String> redirectUris,
            String name,
            int secrets,
            int openValidations,
            @Nullable Long solvedInLastDay,
            boolean requirePkce,
            boolean direct,
            List<String> instances,
            boolean declared) {}
}
