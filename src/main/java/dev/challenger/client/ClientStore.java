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
     * @param instances whose backend it is
     * @param oldSecretHash of the secret before the last rotation; null if it is not valid (any more)
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

    /** Those that have this secret, the newest one or the one before. */
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

    /** @param client without its id */
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

    /** Changes what is not null; how many clients there are with this id. */
    int update(long id, @Nullable String name, @Nullable Boolean requirePkce, @Nullable Instances instances) {
        String patterns = instances == null ? null : instances.toString();
        return database.update("""
                UPDATE client
                   SET name = COALESCE(?, name), require_pkce = COALESCE(?, require_pkce),
                       instances = COALESCE(?, instances)
                 WHERE id = ?
                """, name, requirePkce, patterns, id);
    }

    /** Puts a secret before the newest one, unless it is that; how many clients that changed. */
    int rotateSecret(long id, Hash secretHash) {
        return database.update("""
                UPDATE client
                   SET old_secret_hash = secret_hash, secret_hash = ?
                 WHERE id = ? AND secret_hash <> ?
                """, secretHash.bytes(), id, secretHash.bytes());
    }

    /** Ends the older of two secrets; how many clients had two. */
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
