package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.db.Database;
import java.util.stream.Stream;

/**
 * Erases one address from the TAN challenges, as the person it belongs to may demand: with the challenges, solved or not,
 * since they are about nothing but this address.
 */
public final class ChallengeErasure {
    private static final int SLICE = 500;

    private final ChallengeStore store;

    public ChallengeErasure(Database database) {
        this.store = new ChallengeStore(database);
    }

    /**
     * Goes through all challenges there are now; to be repeated if the database fails.
     *
     * @param address normalised; of a kind that no TAN goes to there are none
     * @return how many challenges had it
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
