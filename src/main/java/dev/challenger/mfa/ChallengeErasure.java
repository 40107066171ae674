package dev.challenger.mfa;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.db.Database;
import java.util.List;

/**
 * Erases an address from the TAN challenges, which its owner may demand. The challenges are deleted, solved or not, since
 * they serve only this address.
 */
public final class ChallengeErasure {
    private static final int SLICE = 500;

    private final ChallengeAddressStore store;

    public ChallengeErasure(Database database, AddressHashes hashes) {
        this.store = new ChallengeAddressStore(database, hashes);
    }

    /**
     * Goes through all challenges that exist now. If the database fails, call it again.
     *
     * @param address normalised; a type without a TAN channel has no challenges
     * @return the number of challenges that had the address
     */
    public int erase(Address address) {
        List<Long> ids = store.ids(address);
        int deleted = 0;
        for (int from = 0; from < ids.size(); from += SLICE) {
            deleted += store.delete(ids.subList(from, Math.min(ids.size(), from + SLICE)));
        }
        return deleted;
    }
}
