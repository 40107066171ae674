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

    private final ErasureStore store;

    public Erasure(AddressPolicy policy, Database database) {
        this.store = new ErasureStore(database, policy);
    }

    /**
     * Goes through all validations that exist now. If the database fails, call it again: it then finds the rest. A person who
     * is just replacing this address by another one gets it back if no message can be handed over to the other one; calling
     * this again after the time limit of a hand-over erases that too.
     *
     * @param address complete and checked
     * @return the number of validations that had the address
     */
    public int erase(Address address) {
        int erased = 0;
        long done = 0;
        List<Holder> slice;
        do {
            slice = store.after(done, SLICE);
            for (Holder holder : slice) {
                if (holds(holder, address) && Rows.again(() -> erase(holder.id(), address))) {
                    erased++;
                }
                done = holder.id();
            }
        } while (!slice.isEmpty());
        return erased;
    }

    private boolean holds(Holder holder, Address address) {
        return same(holder.address(), address) || same(holder.prefilled(), address);
    }

    /** Returns false if the row no longer has the address. */
    private boolean erase(long id, Address address) {
        Optional<Holder> found = store.find(id).filter(holder -> holds(holder, address));
        found.ifPresent(holder -> erase(holder, address));
        return found.isPresent();
    }

    private void erase(Holder holder, Address address) {
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
        return held != null && held.same(address);
    }
}
