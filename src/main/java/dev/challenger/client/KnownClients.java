package dev.challenger.client;

import dev.challenger.secret.Hash;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All clients: those in the database, and those that the settings declare. If an id is in both, the declared client counts. */
final class KnownClients {
    private final ClientStore store;
    private final DeclaredClients declared;

    KnownClients(ClientStore store, DeclaredClients declared) {
        this.store = store;
        this.declared = declared;
    }

    /** Asks the database for declared clients too, so that the time does not tell which ids are declared. */
    Optional<Registered> find(long id) {
        Optional<Registered> stored = store.find(id);
        return declared.find(id).or(() -> stored);
    }

    Stream<Registered> withSecret(Hash secret) {
        return with(store.findBySecret(secret)).filter(known -> known.has(secret));
    }

    /** SQL comparison ignores trailing blanks, so the URIs are compared again here. */
    Stream<Registered> withRedirectUri(String uri) {
        return with(store.findByRedirectUri(uri))
                .filter(known -> known.client().redirectUris().contains(uri));
    }

    /** Returns all clients by id. */
    List<Registered> list() {
        return with(store.list())
                .sorted(Comparator.comparingLong(known -> known.client().id()))
                .toList();
    }

    boolean isDeclared(long id) {
        return declared.find(id).isPresent();
    }

    /** Returns the declared ids that a client in the database has too. */
    List<Long> taken() {
        return declared.all().stream()
                .map(one -> one.client().id())
                .filter(id -> store.find(id).isPresent())
                .toList();
    }

    private Stream<Registered> with(List<Registered> stored) {
        return Stream.concat(
                declared.all().stream(),
                stored.stream().filter(one -> !isDeclared(one.client().id())));
    }
}
