package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.db.Database;
import dev.challenger.validation.ErasureStore.Holder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Erases one address wherever it is, as the person it belongs to may demand. A solved validation loses the address, and its
 * grant stays what it is. One that is not solved is deleted: it is about nothing but this address, what was sent there could
 * not be verified any more, and so nothing of the person remains.
 */
public final class Erasure {
    private static final int SLICE = 500;

    private final AddressPolicy policy;
    private final ErasureStore store;

    public Erasure(AddressPolicy policy, Database database) {
        this.policy = policy;
        this.store = new ErasureStore(database);
    }

    /**
     * Goes through all validations there are now; to be repeated if the database fails.
     *
     * @param address one that is complete and checked
     * @return how many validations had it
     */
    public int erase(Address address) {
        int erased = 0;
        long done = 0;
        List<Holder> slice;
        do {
            slice = store.after(done, SLICE);
            for (Holder holder : slice) {
                if (holds(holder, address)) {
                    if (!erase(holder, address)) {
                        // Somebody was faster: the slice is read again from this row on.
                        break;
                    }
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

    /** Where another address was validated than the one the client had filled in, that is another person's business. */
    private boolean erase(Holder holder, Address address) {
        if (!holder.solved()) {
            return store.delete(holder);
        }
        return same(holder.address(), address) ? store.erase(holder) : store.erasePrefilled(holder);
    }

    /** Blanks around what a client filled in make no other address of it. */
    private boolean same(@Nullable Address held, Address address) {
        if (held == null) {
            return false;
        }
        Map<String, String> stripped = new LinkedHashMap<>();
        held.fields().forEach((field, value) -> stripped.put(field, value.strip()));
        return policy.same(new Address(stripped), address);
    }
}
