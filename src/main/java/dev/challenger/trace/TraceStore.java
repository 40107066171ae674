package dev.challenger.trace;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.db.Database;
import dev.challenger.db.Row;
import dev.challenger.db.Rows;
import dev.challenger.mfa.TanChannel;
import dev.challenger.trace.TimeLine.Asker;
import dev.challenger.trace.TimeLine.Code;
import dev.challenger.trace.TimeLine.Kind;
import dev.challenger.trace.TimeLine.Recorded;
import dev.challenger.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The column {@code events} of the tables {@code validation} and {@code tan_challenge}, and what time lines tell of their rows. */
final class TraceStore {
    /** The rows that one statement changes or reads: so few that nobody waits long for its locks. */
    private static final int SLICE = 50;

    /**
     * A row with more bytes of events gets no further ones. Those of all messages and all attempts take about half of it; only
     * refusals have no bound.
     */
    static final int FULL = 8_000;

    private final Database database;

    TraceStore(Database database) {
        this.database = database;
    }

    /** Appends events to rows, in slices. Rows that are gone, or whose address is erased, stay as they are. */
    void append(Kind kind, SortedMap<Long, String> events) {
        List<Object> arguments = new ArrayList<>();
        // All nodes lock rows in the same order, which avoids deadlocks.
        events.forEach((id, added) -> {
            arguments.add(id);
            arguments.add(added);
        });
        for (int from = 0; from < arguments.size(); from += 2 * SLICE) {
            Object[] slice = arguments
                    .subList(from, Math.min(arguments.size(), from + 2 * SLICE))
                    .toArray();
            String further = " UNION ALL SELECT ?, ?".repeat(slice.length / 2 - 1);
            Rows.again(() -> database.update(
                    """
                    UPDATE (SELECT ? AS id, ? AS added:further) e
                           STRAIGHT_JOIN :table r ON r.id = e.id
                       SET r.events = IF(LENGTH(r.events) < :full, CONCAT(r.events, e.added), r.events)
                    """.replace(":further", further)
                            .replace(":table", kind.table())
                            .replace(":full", Integer.toString(FULL)),
                    slice));
        }
    }

    /** Returns validations, by ascending id. */
    List<TimeLine> validations(List<Long> ids, AddressPolicy policy) {
        return slices("""
                SELECT id, client_id, expires_at, address_type, COALESCE(address, prefilled_address) AS last_address, events,
                       code_hash IS NOT NULL AS solved, IF(address IS NULL, NULL, tan_expires_at) AS tan_expires_at,
                       attempts_left, resend_at, transmissions_left
                  FROM validation
                 WHERE id IN (:ids)
                 ORDER BY id
                """, row -> validation(row, policy), ids);
    }

    private static TimeLine validation(ResultSet row, AddressPolicy policy) throws SQLException {
        return new TimeLine(
                Kind.VALIDATION,
                row.getLong("id"),
                new Asker(row.getLong("client_id"), null, null),
                address(row, policy),
                List.of(),
                Recorded.parse(row.getString("events")),
                Database.instant(row, "expires_at"),
                row.getBoolean("solved"),
                code(row, row.getInt("transmissions_left")));
    }

    /** @param policy for the type of rows that have none, which are older than that column */
    private static @Nullable Address address(ResultSet row, AddressPolicy policy) throws SQLException {
        String json = row.getString("last_address");
        AddressType type = Optional.ofNullable(row.getString("address_type"))
                .flatMap(AddressType::parse)
                .orElse(policy.type());
        return json == null ? null : policy.forStored(type).stored(Json.readStrings(json));
    }

    private static @Nullable Code code(ResultSet row, @Nullable Integer messagesLeft) throws SQLException {
        Instant expiresAt = Database.nullableInstant(row, "tan_expires_at");
        return expiresAt == null
                ? null
                : new Code(expiresAt, row.getInt("attempts_left"), Database.instant(row, "resend_at"), messagesLeft);
    }

    /** Returns TAN challenges, by ascending id. */
    List<TimeLine> challenges(List<Long> ids) {
        return slices("""
                SELECT id, client_id, instance, operation, channel, address, expires_at, events,
                       opens_until IS NOT NULL AS solved, tan_expires_at, attempts_left, resend_at
                  FROM tan_challenge
                 WHERE id IN (:ids)
                 ORDER BY id
                """, TraceStore::challenge, ids);
    }

    private static TimeLine challenge(ResultSet row) throws SQLException {
        return new TimeLine(
                Kind.CHALLENGE,
                row.getLong("id"),
                new Asker(row.getLong("client_id"), row.getString("instance"), row.getString("operation")),
                TanChannel.parse(row.getString("channel")).orElseThrow().stored(row.getString("address")),
                List.of(),
                Recorded.parse(row.getString("events")),
                Database.instant(row, "expires_at"),
                row.getBoolean("solved"),
                code(row, null));
    }

    private List<TimeLine> slices(String select, Row<TimeLine> row, List<Long> ids) {
        List<TimeLine> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += SLICE) {
            List<Long> slice = ids.subList(from, Math.min(ids.size(), from + SLICE));
            String marks = String.join(", ", Collections.nCopies(slice.size(), "?"));
            found.addAll(database.list(select.replace(":ids", marks), row, slice.toArray()));
        }
        return found;
    }
}
