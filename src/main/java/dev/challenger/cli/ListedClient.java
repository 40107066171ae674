package dev.challenger.cli;

import dev.challenger.Registry;
import dev.challenger.client.Client;
import dev.challenger.client.Clients.Entry;
import java.time.Instant;
import java.util.List;

/**
 * A client as {@code client list} prints it.
 *
 * @param open the number of its open validations
 */
record ListedClient(Entry entry, int open) {
    static List<ListedClient> all(Registry registry) {
        Instant now = registry.clock().instant();
        return registry.clients().list().stream()
                .map(entry -> new ListedClient(
                        entry, registry.open().count(entry.client().id(), now)))
                .toList();
    }

    String line() {
        Client client = entry.client();
        String instances = entry.registered().instances().toString();
        return client.id() + "\t" + String.join(" ", client.redirectUris()) + "\t" + client.name() + "\t" + secrets()
                + "\t" + open
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
                client.requirePkce(),
                client.direct(),
                entry.registered().instances().patterns(),
                entry.declared());
    }

    /**
     * A client as JSON.
     *
     * @param redirectUri the first of redirectUris
     */
    record Shown(
            long id,
            String redirectUri,
            List<String> redirectUris,
            String name,
            int secrets,
            int openValidations,
            boolean requirePkce,
            boolean direct,
            List<String> instances,
            boolean declared) {}
}
