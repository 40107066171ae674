package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.db.Steps;
import dev.challenger.validation.AddressStore.Holder;
import java.util.List;
import java.util.Optional;

/**
 * Erases an address from all validations, which its owner may demand. A solved validation loses the address
 * and keeps its grant. An unsolved validation is deleted: it serves only to validate this address, and its TAN could no
 * longer be verified.
 */
public final class Erasure {
    private final AddressPolicy policy;
    private final AddressHashes hashes;
    private final Database database;

    public Erasure(AddressPolicy policy, AddressHashes hashes, Database database) {
        this.policy = policy;
        this.hashes = hashes;
        this.database = database;
    }

    /**
     * Goes through all validations that exist now. If the database fails, call it again: it then finds the rest. A person who
     * is just replacing this address by another one gets it back if no message can be handed over to the other one; calling
     * this again after the time limit of a hand-over erases that too.
     *
     * @param address complete and checked, of any type
     * @return the number of validations that had the address
     */
    public int erase(Address address, Steps progress) {
        // A row without a type is older than that column and may have an address of this type.
        AddressStore addresses = new AddressStore(database, policy.forStored(address.type()), hashes);
        ErasureStore store = new ErasureStore(database);
        List<Long> ids = addresses.ids(address);
        int erased = 0;
        int done = 0;
        for (long id : ids) {
            progress.done(done++, ids.size());
            if (Rows.again(() -> erase(addresses.find(id).filter(row -> row.holds(address)), store, address))) {
                erased++;
            }
        }
        return erased;
    }

    /** @param row empty if it no longer has the address */
    private static boolean erase(Optional<Holder> row, ErasureStore store, Address address) {
        row.ifPresent(holder -> erase(holder, store, address));
        return row.isPresent();
    }

    private static void erase(Holder holder, ErasureStore store, Address address) {
        if (!holder.solved()) {
            store.delete(holder);
        } else if (holder.entered(address)) {
            store.erase(holder);
        } else {
            // The validated address is another one and may belong to another person: it stays.
            store.erasePrefilled(holder);
        }
    }
}
