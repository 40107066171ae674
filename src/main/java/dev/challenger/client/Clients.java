package dev.challenger.client;

import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Registers, changes and authenticates clients. */
public final class Clients {
    /** An id that the database never assigns. */
    private static final long NOBODY = 0;

    private final ClientStore store;
    private final Secrets secrets;
    private final InstantSource clock;
    /** Stands for a missing secret in comparisons, so that they take the same time in all cases. */
    private final Hash nobody;

    public Clients(Database database, Secrets secrets, InstantSource clock) {
        this.store = new ClientStore(database);
        this.secrets = secrets;
        this.clock = clock;
        this.nobody = secrets.fresh().hash();
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
     * @param instances the instances whose backend the client is
     * @param secrets the number of valid secrets: one, or two after a rotation
     */
    public record Entry(Client client, Instances instances, int secrets) {}

    /**
     * Registers a client.
     *
     * @param redirectUri https, loopback http or of a private-use scheme (RFC 8252), without a fragment (RFC 6749 section
     *     3.1.2)
     * @param chosen the secret that the operator chose; empty to generate one
     * @throws IllegalArgumentException if the redirect URI or the name is not acceptable; the message gives the reason
     */
    public Registration add(String redirectUri, String name, boolean requirePkce, Optional<ClientSecret> chosen) {
        return add(redirectUri, name, requirePkce, Instances.NONE, chosen);
    }

    /** Registers a client that is also the backend of instances. */
    public Registration add(
            String redirectUri, String name, boolean requirePkce, Instances instances, Optional<ClientSecret> chosen) {
        Client.requireRedirectUri(redirectUri);
        Client.requireName(name);
        ClientSecret secret = orFresh(chosen);
        Client client = new Client(NOBODY, name, redirectUri, requirePkce);
        return new Registration(store.insert(client, instances, secret.hash(), clock.instant()), secret);
    }

    /**
     * Changes the given values of a client. Returns false if the client does not exist.
     *
     * @throws IllegalArgumentException if the redirect URI or the name is not acceptable; the message gives the reason
     */
    public boolean update(long id, ClientUpdate values) {
        values.redirectUri().ifPresent(Client::requireRedirectUri);
        values.name().ifPresent(Client::requireName);
        return store.update(id, values) > 0;
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
        Optional<ClientStore.Row> row = store.find(presented.id());
        return Stream.of(presented.secret(), presented.decoded())
                .filter(secret -> isSecret(secret, row))
                .findFirst()
                .flatMap(any -> row.map(ClientStore.Row::client));
    }

    /** Returns the client with this id and secret, as the other method of this name. */
    public Optional<Client> authenticate(String id, String secret) {
        return authenticate(credentials(id, secret, secret));
    }

    private boolean isSecret(Hash presented, Optional<ClientStore.Row> row) {
        boolean newest = row.map(ClientStore.Row::secretHash).orElse(nobody).equals(presented);
        boolean old = row.map(ClientStore.Row::oldSecretHash).orElse(nobody).equals(presented);
        return newest || old;
    }

    /**
     * Returns the backend of an instance that has this secret. An unknown secret and one of another instance's backend give
     * the same result and take the same time. If several backends of the instance have the same secret, returns any of them.
     */
    public Optional<Client> authenticateFor(String instance, String secret) {
        Hash presented = Hash.of(secret);
        return store.findBySecret(presented).stream()
                .filter(row -> isSecret(presented, Optional.of(row)))
                .filter(row -> row.instances().contain(instance))
                .map(ClientStore.Row::client)
                .findFirst();
    }

    /**
     * Returns true if people may be sent to a URI after a TAN challenge of an instance. A backend of this instance must have
     * registered exactly this URI.
     */
    public boolean mayReturn(String instance, String uri) {
        // SQL comparison ignores trailing blanks, so the URIs are compared again here.
        return store.findByRedirectUri(uri).stream()
                .anyMatch(row -> row.client().redirectUri().equals(uri)
                        && row.instances().contain(instance));
    }

    public List<Entry> list() {
        return store.list().stream()
                .map(row -> new Entry(row.client(), row.instances(), row.oldSecretHash() == null ? 1 : 2))
                .toList();
    }

    /** Deletes a client and all its validations. Returns false if the client does not exist. */
    public boolean delete(long id) {
        return store.delete(id) > 0;
    }

    /** Parses a client id, which is a decimal number. */
    public static Optional<Long> parseId(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
