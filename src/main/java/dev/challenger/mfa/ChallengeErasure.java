package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.db.Database;
import java.util.stream.Stream;

/**
 * Erases an address from the TAN challenges, which its owner may demand. The challenges are deleted, solved or not, since
 * they serve only this address.
 */
public final class ChallengeErasure {
    private static final int SLICE = 500;

    private final ChallengeStore store;

    public ChallengeErasure(Database database) {
        this.store = new ChallengeStore(database);
    }

    /**
     * Goes through all challenges that exist now. If the database fails, call it again.
     *
     * @param address normalised; a type without a TAN channel has no challenges
     * @return the number of challenges that had the address
     */
    public int erase(Address address) {
        return Stream.of(TanChannel.values())
                .mapToInt(channel -> erase(channel, address))
                .sum();
    }

    private int erase(TanChannel channel, Address address) {
        String value = channel.text(address);
        int total = 0;
        int deleted = value.isEmpty() ? 0 : SLICE;
        while (deleted == SLICE) {
            deleted = store.deleteOf(channel, value, SLICE);
            total += deleted;
        }
        return total;
    }
}
