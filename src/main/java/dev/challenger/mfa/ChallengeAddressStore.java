package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.db.Database;
import java.util.List;
import java.util.stream.Stream;

/** The table {@code tan_challenge}, by address. An index finds the rows of an address, except those that are older than it. */
public final class ChallengeAddressStore {
    private final Database database;
    private final AddressHashes hashes;

    public ChallengeAddressStore(Database database, AddressHashes hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    /**
     * Returns the ids of all challenges of an address, also of solved and expired ones.
     *
     * @param address normalised; a type without a TAN channel has no challenges
     */
    public List<Long> ids(Address address) {
        return Stream.of(TanChannel.values())
                .filter(channel -> !channel.text(address).isEmpty())
                .flatMap(channel -> ids(channel, address).stream())
                .toList();
    }

    private List<Long> ids(TanChannel channel, Address address) {
        Ends ends = ends();
        List<byte[]> entries = hashes.entries(address, ends.first, ends.last);
        // Rows without a hash are older than the index.
        return database.list(
                """
                SELECT id
                  FROM tan_challenge
                 WHERE address_hash IN (\
                """ + ChallengeStore.marks("?", entries.size()) + """
                ) AND channel = ? AND address = ?
                 UNION ALL
                SELECT id
                  FROM tan_challenge
                 WHERE address_hash IS NULL AND channel = ? AND address = ?
                """,
                row -> row.getLong("id"),
                Stream.concat(
                                entries.stream(),
                                Stream.of(
                                        channel.toString(),
                                        channel.text(address),
                                        channel.toString(),
                                        channel.text(address)))
                        .toArray());
    }

    /** The lowest and the highest entry of the index; day 0 if it is empty. */
    private record Ends(byte[] first, byte[] last) {}

    private Ends ends() {
        return database.one("""
                SELECT COALESCE(MIN(address_hash), x'0000') AS first, COALESCE(MAX(address_hash), x'0000') AS last
                  FROM tan_challenge
                """, row -> new Ends(row.getBytes("first"), row.getBytes("last")))
                .orElseThrow();
    }

    /** Deletes challenges and returns their number. */
    int delete(List<Long> ids) {
        return database.update(
                "DELETE FROM tan_challenge WHERE id IN (" + ChallengeStore.marks("?", ids.size()) + ")", ids.toArray());
    }
}
