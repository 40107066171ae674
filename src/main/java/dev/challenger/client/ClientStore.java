package dev.challenger.client;

import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code client}. */
public final class ClientStore {
    private static final String SELECT = """
            SELECT c.id AS client_id, c.name AS client_name, c.redirect_uri AS client_redirect_uri,
                   c.further_uris AS client_further_uris, c.require_pkce AS client_require_pkce,
                   c.direct AS client_direct,
                   c.instances, c.secret_hash, c.old_secret_hash
              FROM client c
            """;

    private final Database database;

    ClientStore(Database database) {
        this.database = database;
    }

    Optional<Registered> find(long id) {
        return database.one(SELECT + "WHERE c.id = ?", ClientStore::read, id);
    }

    /** Finds the clients with this secret, as their newest or as their old one. */
    List<Registered> findBySecret(Hash secretHash) {
        return database.list(
                SELECT + "WHERE c.secret_hash = ? OR c.old_secret_hash = ? ORDER BY c.id",
                ClientStore::read,
                secretHash.bytes(),
                secretHash.bytes());
    }

    /** Finds the clients that may have this redirect URI: comparisons in SQL are not exact. */
    List<Registered> findByRedirectUri(String uri) {
        String others = """
                WHERE c.further_uris > '' AND LOCATE(CONCAT(' ', ?, ' '), CONCAT(' ', c.further_uris, ' ')) > 0
                """;
        return database.list(SELECT + "WHERE c.redirect_uri = ? UNION " + SELECT + others, ClientStore::read, uri, uri);
    }

    List<Registered> list() {
        return database.list(SELECT + "ORDER BY c.id", ClientStore::read);
    }

    /**
     * Inserts a client and returns its id.
     *
     * @param client its id is ignored
     */
    long insert(Client client, Instances instances, Hash secretHash, Instant createdAt) {
        return database.insert(
                """
                INSERT INTO client (name, redirect_uri, further_uris, require_pkce, direct, instances, secret_hash, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                client.name(),
                client.redirectUri(),
                further(client.redirectUris()),
                client.requirePkce(),
                client.direct(),
                instances.toString(),
                secretHash.bytes(),
                createdAt);
    }

    /** Changes the values that are not empty. Returns the number of clients with this id. */
    int update(long id, ClientUpdate values) {
        return database.update(
                """
                UPDATE client
                   SET further_uris = IF(?, ?, further_uris), redirect_uri = COALESCE(?, redirect_uri),
                       name = COALESCE(?, name), require_pkce = COALESCE(?, require_pkce),
                       direct = COALESCE(?, direct), instances = COALESCE(?, instances)
                 WHERE id = ?
                """,
                values.redirectUris().isPresent(),
                values.redirectUris().map(ClientStore::further).orElse(null),
                values.redirectUris().map(uris -> uris.get(0)).orElse(null),
                values.name().orElse(null),
                values.requirePkce().orElse(null),
                values.direct().orElse(null),
                values.instances().map(Instances::toString).orElse(null),
                id);
    }

    /** Adds a secret as the newest, unless it already is the newest. Returns the number of changed clients. */
    int rotateSecret(long id, Hash secretHash) {
        return database.update("""
                UPDATE client
                   SET old_secret_hash = secret_hash, secret_hash = ?
                 WHERE id = ? AND secret_hash <> ?
                """, secretHash.bytes(), id, secretHash.bytes());
    }

    /** Deletes the old secret. Returns the number of clients that had one. */
    int dropOldSecret(long id) {
        return database.update("""
                UPDATE client
                   SET old_secret_hash = NULL
                 WHERE id = ? AND old_secret_hash IS NOT NULL
                """, id);
    }

    int delete(long id) {
        return database.update("""
                DELETE FROM client
                 WHERE id = ?
                """, id);
    }

    private static Registered read(ResultSet row) throws SQLException {
        byte[] old = row.getBytes("old_secret_hash");
        Hash newest = Hash.stored(row.getBytes("secret_hash"));
        return new Registered(
                client(row),
                Instances.stored(row.getString("instances")),
                old == null ? List.of(newest) : List.of(newest, Hash.stored(old)));
    }

    /** Reads a client from the columns {@code client_id}, {@code client_name} and so on, of this statement or another one. */
    public static Client client(ResultSet row) throws SQLException {
        String further = row.getString("client_further_uris");
        return new Client(
                row.getLong("client_id"),
                row.getString("client_name"),
                Stream.concat(
                                Stream.of(row.getString("client_redirect_uri")),
                                further == null ? Stream.of() : Stream.of(further.split(" ")))
                        .toList(),
                row.getBoolean("client_require_pkce"),
                row.getBoolean("client_direct"));
    }

    /** Returns the redirect URIs after the first one, which have no blanks, as one text. */
    private static @Nullable String further(List<String> uris) {
        return uris.size() == 1 ? null : String.join(" ", uris.subList(1, uris.size()));
    }
}
