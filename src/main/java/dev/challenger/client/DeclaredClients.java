package dev.challenger.client;

import java.util.List;
import java.util.Optional;

/**
 * The clients that the operator declares in the settings. They have no row in the database. If the database has a client with
 * the id of one of them, the declared client is the one that counts, on the nodes that have these settings.
 */
public record DeclaredClients(List<Registered> all) {
    public static final DeclaredClients NONE = new DeclaredClients(List.of());

    public DeclaredClients {
        all = List.copyOf(all);
    }

    public Optional<Registered> find(long id) {
        return all.stream().filter(one -> one.client().id() == id).findFirst();
    }
}
