package dev.challenger.trace;

import dev.challenger.address.Address;
import dev.challenger.address.AddressHashes;
import dev.challenger.address.AddressPolicy;
import dev.challenger.db.Database;
import dev.challenger.mfa.ChallengeAddressStore;
import dev.challenger.validation.AddressStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the time lines of validations and TAN challenges. Every method may throw a problem of the database. */
public final class TimeLines {
    /** Rows older than the column of events come first. */
    private static final Comparator<TimeLine> BY_TIME = Comparator.comparing(TimeLine::beganAt);

    private final Database database;
    private final AddressPolicy policy;
    private final AddressHashes hashes;
    private final TraceStore store;

    /** @param policy that of the validated addresses */
    public TimeLines(Database database, AddressPolicy policy, AddressHashes hashes) {
        this.database = database;
        this.policy = policy;
        this.hashes = hashes;
        this.store = new TraceStore(database);
    }

    /** Returns the marks of an address in the audit log, the oldest first. */
    public List<String> marks(Address address) {
        return hashes.marks(address);
    }

    /**
     * Returns all time lines of an address that exist now, the newest last.
     *
     * @param address complete and checked, of any type
     */
    public List<TimeLine> of(Address address) {
        // A row without a type is older than that column and may have an address of this type.
        AddressPolicy ofType = policy.forStored(address.type());
        List<Long> validations = new AddressStore(database, ofType, hashes).ids(address);
        return Stream.concat(store.validations(validations, ofType).stream(), challenges(address))
                .map(line -> line.of(address, hashes.marks(address)))
                .sorted(BY_TIME)
                .toList();
    }

    /** Returns those of TAN challenges alone, in the same order, for a schema without validations. */
    public List<TimeLine> ofChallenges(Address address) {
        return challenges(address)
                .map(line -> line.of(address, hashes.marks(address)))
                .sorted(BY_TIME)
                .toList();
    }

    private Stream<TimeLine> challenges(Address address) {
        return store.challenges(new ChallengeAddressStore(database, hashes).ids(address.normalised())).stream();
    }

    /** Returns the time line with the number of a validation, as in the audit log, or of a TAN challenge. */
    public Optional<TimeLine> find(TimeLine.Kind kind, long id) {
        List<TimeLine> found = switch (kind) {
            case VALIDATION -> store.validations(List.of(id), policy);
            case CHALLENGE -> store.challenges(List.of(id));
        };
        return found.stream().findFirst().map(line -> {
            Address address = line.address();
            return address == null ? line : line.of(address, hashes.marks(address));
        });
    }
}
