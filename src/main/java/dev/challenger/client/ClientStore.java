package dev.challenger.client;

import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code client}. */
final class ClientStore {
    private final Database database;

    ClientStore(Database database) {
        this.database = database;
    }

    /**
     * A row.
     *
     * @param instances the instances whose backend the client is
     * @param oldSecretHash the hash of the secret before the last rotation; null if that secret is not valid
     */
    record Row(
            Client client,
            Instances instances,
            Hash secretHash,
            @Nullable Hash oldSecretHash) {}

    Optional<Row> find(long id) {
        return database.one("""
                SELECT id, name, redirect_uri, require_pkce, instances, secret_hash, old_secret_hash
                  FROM client
                 WHERE id = ?
                """, ClientStore::read, id);
    }

    /** Finds the clients with this secret, as their newest or as their old one. */
    List<Row> findBySecret(Hash secretHash) {
        return database.list("""
                SELECT id, name, redirect_uri, require_pkce, instances, secret_hash, old_secret_hash
                  FROM client
                 WHERE secret_hash = ? OR old_secret_hash = ?
                 ORDER BY id
                """, ClientStore::read, secretHash.bytes(), secretHash.bytes());
    }

    List<Row> findByRedirectUri(String uri) {
        return database.list("""
                SELECT id, name, redirect_uri, require_pkce, instances, secret_hash, old_secret_hash
                  FROM client
                 WHERE redirect_uri = ?
                 ORDER BY id
                """, ClientStore::read, uri);
    }

    List<Row> list() {
        return database.list("""
                SELECT id, name, redirect_uri, require_pkce, instances, secret_hash, old_secret_hash
                  FROM client
                 ORDER BY id
                """, ClientStore::read);
    }

    /**
     * Inserts a client and returns its id.
     *
     * @param client its id is ignored
     */
    long insert(Client client, Instances instances, Hash secretHash, Instant createdAt) {
        return database.insert(
                """
                INSERT INTO client (name, redirect_uri, require_pkce, instances, secret_hash, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                client.name(),
                client.redirectUri(),
                client.requirePkce(),
                instances.toString(),
                secretHash.bytes(),
                createdAt);
    }

    /** Changes the values that are not empty. Returns the number of clients with this id. */
    int update(long id, ClientUpdate values) {
        return database.update(
                """
                UPDATE client
                   SET redirect_uri = COALESCE(?, redirect_uri), name = COALESCE(?, name),
                       require_pkce = COALESCE(?, require_pkce), instances = COALESCE(?, instances)
                 WHERE id = ?
                """,
                values.redirectUri().orElse(null),
                values.name().orElse(null),
                values.requirePkce().orElse(null),
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

    private static Row read(ResultSet row) throws SQLException {
        Client client = new Client(
                row.getLong("id"),
                row.getString("name"),
                row.getString("redirect_uri"),
                row.getBoolean("require_pkce"));
        byte[] old = row.getBytes("old_secret_hash");
        return new Row(
                client,
                Instances.stored(row.getString("instances")),
                Hash.stored(row.getBytes("secret_hash")),
                old == null ? null : Hash.stored(old));
    }
}
