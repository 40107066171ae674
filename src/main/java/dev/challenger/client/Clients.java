package dev.challenger.client;

import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The registered clients. */
public final class Clients {
    private static final Set<String> SCRIPT_SCHEMES = Set.of("javascript", "data", "vbscript", "blob", "file");
    private static final int MAX_URI = 2_000;
    private static final int MAX_NAME = 100;
    private static final char UNREADABLE = '\uFFFD';
    /** An id that the database gives nobody. */
    private static final long NOBODY = 0;

    private final ClientStore store;
    private final Secrets secrets;
    private final InstantSource clock;
    /** What a secret is compared with where a client has none, so that it takes as long as where it has. */
    private final Hash nobody;

    public Clients(Database database, Secrets secrets, InstantSource clock) {
        this.store = new ClientStore(database);
        this.secrets = secrets;
        this.clock = clock;
        this.nobody = secrets.fresh().hash();
    }

    /**
     * A client that was registered.
     *
     * @param secret to be shown once, since only its hash is stored
     */
    public record Registration(long id, ClientSecret secret) {}

    /**
     * A client as operators see it.
     *
     * @param instances whose backend it is
     * @param secrets how many are valid: one, or two since a rotation
     */
    public record Entry(Client client, Instances instances, int secrets) {}

    /**
     * Registers a client.
     *
     * @param redirectUri absolute, of any scheme that does not run as a script, without a fragment (RFC 6749 section
     *     3.1.2)
     * @param chosen the secret an operator brings, or empty for a fresh one
     * @throws IllegalArgumentException for a redirect URI or a name that will not do, saying why
     */
    public Registration add(String redirectUri, String name, boolean requirePkce, Optional<ClientSecret> chosen) {
        return add(redirectUri, name, requirePkce, Instances.NONE, chosen);
    }

    /** The same for the backend of instances. */
    public Registration add(
            String redirectUri, String name, boolean requirePkce, Instances instances, Optional<ClientSecret> chosen) {
        requireRedirectUri(redirectUri);
        requireName(name);
        ClientSecret secret = orFresh(chosen);
        Client client = new Client(NOBODY, name, redirectUri, requirePkce);
        return new Registration(store.insert(client, instances, secret.hash(), clock.instant()), secret);
    }

    /**
     * Changes what is given of a client; false if there is no such client.
     *
     * @throws IllegalArgumentException for a name that will not do, saying why
     */
    public boolean update(
            long id, Optional<String> name, Optional<Boolean> requirePkce, Optional<Instances> instances) {
        name.ifPresent(Clients::requireName);
        return store.update(id, name.orElse(null), requirePkce.orElse(null), instances.orElse(null)) > 0;
    }

    /**
     * Gives a client another secret. The newest one before stays valid until the next rotation or
     * {@link #dropOldSecret}; one that was older ends. One statement, so that there never are more than two.
     *
     * @param chosen the secret an operator brings, or empty for a fresh one
     * @return the secret, to be shown once
     * @throws IllegalArgumentException if there is no such client, or this is its secret already, saying so
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

    /** Ends the older of a client's two secrets; false if there is no such client, or it has one secret only. */
    public boolean dropOldSecret(long id) {
        return store.dropOldSecret(id) > 0;
    }

    private ClientSecret orFresh(Optional<ClientSecret> chosen) {
        return chosen.orElseGet(() -> ClientSecret.of(secrets.fresh()));
    }

    /**
     * Returns the client with this id if it has one of the presented secrets. An unknown client and a wrong secret give the
     * same result after the same work, so that neither the answer nor its time tells which ids exist.
     *
     * @param id as it came, not parsed yet
     * @param presented the secret in each way it can be read
     */
    public Optional<Client> authenticate(String id, String... presented) {
        Optional<ClientStore.Row> row = store.find(parseId(id).orElse(NOBODY));
        return Stream.of(presented)
                .filter(secret -> isSecret(Hash.of(secret), row))
                .findFirst()
                .flatMap(any -> row.map(ClientStore.Row::client));
    }

    private boolean isSecret(Hash presented, Optional<ClientStore.Row> row) {
        boolean newest = row.map(ClientStore.Row::secretHash).orElse(nobody).equals(presented);
        boolean old = row.map(ClientStore.Row::oldSecretHash).orElse(nobody).equals(presented);
        return newest || old;
    }

    /**
     * A client that is this instance's backend, if that is one of its secrets. A secret that is nobody's and one of another
     * instance's backend look alike and are the same work. Of several that an operator gave the same secret any will do.
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
     * Returns whether people may be sent to a URI after a TAN challenge of an instance: only if a backend of this instance
     * has registered exactly this URI.
     */
    public boolean mayReturn(String instance, String uri) {
        // SQL ignores blanks at the end of a string; a URI with such blanks is another URI.
        return store.findByRedirectUri(uri).stream()
                .anyMatch(row -> row.client().redirectUri().equals(uri)
                        && row.instances().contain(instance));
    }

    public List<Entry> list() {
        return store.list().stream()
                .map(row -> new Entry(row.client(), row.instances(), row.oldSecretHash() == null ? 1 : 2))
                .toList();
    }

    /** Deletes a client and all its validations; false if there is no such client. */
    public boolean delete(long id) {
        return store.delete(id) > 0;
    }

    /** Reads a client id: a decimal number. */
    public static Optional<Long> parseId(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static void requireRedirectUri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the redirect URI is not a URI: " + e.getReason(), e);
        }
        if (!uri.isAbsolute() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the redirect URI must be absolute and have no fragment");
        }
        if (SCRIPT_SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the redirect URI must not be one that browsers run or open as a file");
        }
        if (text.length() > MAX_URI || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "the redirect URI must be at most " + MAX_URI + " characters of ASCII without blanks");
        }
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name must be one line of 1 to " + MAX_NAME + " characters");
        }
        // What a JVM in the locale C makes of UTF-8.
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException(
                    "the name has characters that are not of this locale; try LC_ALL=C.UTF-8");
        }
    }
}
