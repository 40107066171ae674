package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.db.Database;
import dev.challenger.db.Rows;
import dev.challenger.validation.ErasureStore.Holder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Erases an address from all validations, which its owner may demand. A solved validation loses the address
 * and keeps its grant. An unsolved validation is deleted: it serves only to validate this address, and its TAN could no
 * longer be verified.
 */
public final class Erasure {
    private static final int SLICE = 500;

    private final AddressPolicy policy;
    private final Database database;

    public Erasure(AddressPolicy policy, Database database) {
        this.policy = policy;
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
    public int erase(Address address) {
        // A row without a type is older than that column and may have an address of this type.
        ErasureStore store = new ErasureStore(database, policy.forStored(address.type()));
        int erased = 0;
        long done = 0;
        List<Holder> slice;
        do {
            slice = store.after(done, SLICE);
            for (Holder holder : slice) {
                if (holds(holder, address) && Rows.again(() -> erase(store, holder.id(), address))) {
                    erased++;
                }
                done = holder.id();
            }
        } while (!slice.isEmpty());
        return erased;
    }

    private static boolean holds(Holder holder, Address address) {
        return same(holder.address(), address) || same(holder.prefilled(), address);
    }

    /** Returns false if the row no longer has the address. */
    private static boolean erase(ErasureStore store, long id, Address address) {
        Optional<Holder> found = store.find(id).filter(holder -> holds(holder, address));
        found.ifPresent(holder -> erase(store, holder, address));
        return found.isPresent();
    }

    private static void erase(ErasureStore store, Holder holder, Address address) {
        if (!holder.solved()) {
            store.delete(holder);
        } else if (same(holder.address(), address)) {
            store.erase(holder);
        } else {
            // The validated address is another one and may belong to another person: it stays.
            store.erasePrefilled(holder);
        }
    }

    private static boolean same(@Nullable Address held, Address address) {
        return held != null && held.type() == address.type() && held.same(address);
    }
}
