package dev.challenger.client;

import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Registers, changes and authenticates clients: those in the database, and those that the settings declare. */
public final class Clients {
    /** An id that the database never assigns. */
    private static final long NOBODY = 0;

    private final ClientStore store;
    private final KnownClients known;
    private final Secrets secrets;
    private final InstantSource clock;
    /** Stands for an unknown client in comparisons, so that they take the same time in all cases. */
    private final Registered nobody;

    public Clients(Database database, DeclaredClients declared, Secrets secrets, InstantSource clock) {
        this.store = new ClientStore(database);
        this.known = new KnownClients(store, declared);
        this.secrets = secrets;
        this.clock = clock;
        this.nobody = new Registered(
                Client.fresh("", List.of("")),
                Instances.NONE,
                List.of(secrets.fresh().hash()));
    }

    /**
     * The result of a registration.
     *
     * @param secret to be shown now, since only its hash is stored
     */
    public record Registration(long id, ClientSecret secret) {}

    /**
     * A client with the values that operators see.
     *
     * @param declared true if it is declared in the settings
     */
    public record Entry(Registered registered, boolean declared) {
        public Client client() {
            return registered.client();
        }
    }

    /**
     * Registers a client.
     *
     * @param client its id is ignored. Its redirect URIs are https, loopback http or of a private-use scheme (RFC 8252), without
     *     a fragment (RFC 6749 section 3.1.2)
     * @param chosen the secret that the operator chose; empty to generate one
     * @throws IllegalArgumentException if the redirect URIs or the name are not acceptable; the message gives the reason
     */
    public Registration add(Client client, Instances instances, Optional<ClientSecret> chosen) {
        client.requireAcceptable();
        ClientSecret secret = orFresh(chosen);
        return new Registration(insert(client, instances, secret), secret);
    }

    /** The database does not know which ids are declared, so a row that gets one of them is inserted again. */
    private long insert(Client client, Instances instances, ClientSecret secret) {
        long id = store.insert(client, instances, secret.hash(), clock.instant());
        if (!known.isDeclared(id)) {
            return id;
        }
        store.delete(id);
        return insert(client, instances, secret);
    }

    /**
     * Changes the given values of a client. Returns false if the client does not exist.
     *
     * @throws IllegalArgumentException if the redirect URIs or the name are not acceptable, or the client is declared in the
     *     settings; the message gives the reason
     */
    public boolean update(long id, ClientUpdate values) {
        requireNotDeclared(id);
        values.redirectUris().ifPresent(Client::requireRedirectUris);
        values.name().ifPresent(Client::requireName);
        return store.update(id, values) > 0;
    }

    /** @throws IllegalArgumentException if the client is declared in the settings, since no command changes those */
    public void requireNotDeclared(long id) {
        if (known.isDeclared(id)) {
            throw new IllegalArgumentException("client " + id + " is declared in the settings: change client." + id
                    + ".… there, and restart every node");
        }
    }

    /** Returns the ids that are both declared in the settings and given to a client in the database. */
    public List<Long> taken() {
        return known.taken();
    }

    /**
     * Gives a client a new secret. Its previous secret stays valid until the next rotation or {@link #dropOldSecret}; an
     * older secret becomes invalid. This is one statement, so that a client never has more than two secrets.
     *
     * @param chosen the secret that the operator chose; empty to generate one
     * @return the new secret, to be shown once
     * @throws IllegalArgumentException if the client does not exist, or this already is its secret; the message tells which
     */
    public ClientSecret rotateSecret(long id, Optional<ClientSecret> chosen) {
        requireNotDeclared(id);
        ClientSecret secret = orFresh(chosen);
        if (store.rotateSecret(id, secret.hash()) == 0) {
            throw new IllegalArgumentException(
                    store.find(id).isPresent()
                            ? "this is the secret of client " + id + " already"
                            : "there is no client " + id);
        }
        return secret;
    }

    /** Makes the older of two secrets invalid. Returns false if the client does not exist or has only one secret. */
    public boolean dropOldSecret(long id) {
        requireNotDeclared(id);
        return store.dropOldSecret(id) > 0;
    }

    private ClientSecret orFresh(Optional<ClientSecret> chosen) {
        return chosen.orElseGet(() -> ClientSecret.of(secrets.fresh()));
    }

    /**
     * Returns the credentials of a client.
     *
     * @param id as it came, not parsed yet
     * @param decoded the secret after percent-decoding, where clients may encode it
     */
    public static Credentials credentials(String id, String secret, String decoded) {
        return new Credentials(parseId(id).orElse(NOBODY), Hash.of(secret), Hash.of(decoded));
    }

    /**
     * Returns the client with these credentials. An unknown client and a wrong secret give the same result after the same
     * work, so that neither the answer nor its time tells which ids exist.
     */
    public Optional<Client> authenticate(Credentials presented) {
        return known.find(presented.id())
                .or(() -> Optional.of(nobody))
                .filter(client -> client.has(presented) && client.client().id() != NOBODY)
                .map(Registered::client);
    }

    /** Returns the client with this id and secret, as the other method of this name. */
    public Optional<Client> authenticate(String id, String secret) {
        return authenticate(credentials(id, secret, secret));
    }

    /**
     * Returns the backend of an instance that has this secret. An unknown secret and one of another instance's backend give
     * the same result and take the same time. If several backends of the instance have the same secret, returns any of them.
     */
    public Optional<Client> authenticateFor(String instance, String secret) {
        return known.withSecret(Hash.of(secret))
                .filter(client -> client.instances().contain(instance))
                .map(Registered::client)
                .findFirst();
    }

    /**
     * Returns true if people may be sent to a URI after a TAN challenge of an instance. A backend of this instance must have
     * registered exactly this URI.
     */
    public boolean mayReturn(String instance, String uri) {
        return known.withRedirectUri(uri).anyMatch(client -> client.instances().contain(instance));
    }

    /** Returns the client with this id, which anybody may know. */
    public Optional<Client> find(long id) {
        return known.find(id).map(Registered::client);
    }

    /** Returns all clients, by id. */
    public List<Entry> list() {
        return known.list().stream()
                .map(one -> new Entry(one, known.isDeclared(one.client().id())))
                .toList();
    }

    /** Deletes a client. Returns false if the client does not exist. */
    public boolean delete(long id) {
        requireNotDeclared(id);
        return store.delete(id) > 0;
    }

    /** Parses a client id, which is a decimal number. */
    public static Optional<Long> parseId(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
