package dev.challenger.client;

import dev.challenger.db.Database;
import dev.challenger.secret.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code client}. */
final class ClientStore {
    private final Database database;

    ClientStore(Database database) {
        this.database = database;
    }

    record Row(Client client, Hash secretHash) {}

    Optional<Row> find(long id) {
        return database.one("""
                SELECT id, name, redirect_uri, secret_hash
                  FROM client
                 WHERE id = ?
                """, row -> new Row(read(row), Hash.stored(row.getBytes("secret_hash"))), id);
    }

    List<Client> list() {
        return database.list("""
                SELECT id, name, redirect_uri
                  FROM client
                 ORDER BY id
                """, ClientStore::read);
    }

    long insert(String name, String redirectUri, Hash secretHash, Instant createdAt) {
        return database.insert("""
                INSERT INTO client (name, redirect_uri, secret_hash, created_at)
                VALUES (?, ?, ?, ?)
                """, name, redirectUri, secretHash.bytes(), createdAt);
    }

    int delete(long id) {
        return database.update("""
                DELETE FROM client
                 WHERE id = ?
                """, id);
    }

    private static Client read(ResultSet row) throws SQLException {
        return new Client(row.getLong("id"), row.getString("name"), row.getString("redirect_uri"));
    }
}
