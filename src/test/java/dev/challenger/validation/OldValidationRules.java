package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.tan.Tans;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of validations before they shared the life cycle of a TAN, for comparison with the rules of today. */
final class OldValidationRules {
    static final Duration CODE_VALID_FOR = Duration.ofMinutes(5);

    private final AddressPolicy policy;
    private final ValidationLimits limits;
    private final Derivation derivation;
    private final TestAddresses tests;

    OldValidationRules(AddressPolicy policy, ValidationLimits limits, Derivation derivation, TestAddresses tests) {
        this.policy = policy;
        this.limits = limits;
        this.derivation = derivation;
        this.tests = tests;
    }

    record OldSentTan(int keyId, int attemptsLeft, Instant expiresAt) {
        boolean good(Instant now) {
            return attemptsLeft > 0 && now.isBefore(expiresAt);
        }

        OldSentTan validUntil(Instant later) {
            return new OldSentTan(keyId, attemptsLeft, later);
        }

        OldSentTan withOneAttemptLess() {
            return new OldSentTan(keyId, attemptsLeft - 1, expiresAt);
        }
    }

    record OldDestination(
            Address address,
            int transmissionsLeft,
            @Nullable Instant resendAt,
            @Nullable OldSentTan tan) {
        boolean exhausted() {
            return tan != null && tan.attemptsLeft() == 0;
        }
    }

    /** The old row: what it had otherwise than the new one, and the rest. */
    record Row(
            Validation rest,
            int changesLeft,
            int tansIssued,
            @Nullable OldDestination destination,
            @Nullable Grant grant) {
        static Row begun(Validation begun) {
            return new Row(begun, begun.changesLeft(), 0, null, null);
        }

        @Nullable
        Address lastAddress() {
            return destination == null ? rest.prefilled() : destination.address();
        }

        boolean solved() {
            return grant != null;
        }

        boolean readOnly() {
            return rest.readOnly();
        }

        Row with(int changes, int issued, OldDestination to) {
            return new Row(rest, changes, issued, to, grant);
        }

        Row with(OldDestination to) {
            return new Row(rest, changesLeft, tansIssued, to, grant);
        }

        Row with(Grant granted) {
            return new Row(rest, changesLeft, tansIssued, destination, granted);
        }

        /** The same row in the records of today. */
        Validation migrated() {
            return new Validation(
                    rest.id(),
                    rest.version(),
                    rest.nonceHash(),
                    rest.client(),
                    rest.expiresAt(),
                    rest.prefilled(),
                    rest.readOnly(),
                    rest.authorization(),
                    changesLeft,
                    destination == null
                            ? null
                            : new Destination(destination.address(), destination.transmissionsLeft()),
                    new Tans(tansIssued, tan(destination)),
                    grant);
        }

        private static @Nullable SentTan tan(@Nullable OldDestination destination) {
            if (destination == null || destination.tan() == null) {
                // An interval without a TAN would have no place in the new records.
                if (destination != null && destination.resendAt() != null) {
                    throw new AssertionError("an interval without a TAN");
                }
                return null;
            }
            OldSentTan tan = destination.tan();
            return new SentTan(
                    tan.keyId(), tan.attemptsLeft(), Objects.requireNonNull(destination.resendAt()), tan.expiresAt());
        }
    }

    sealed interface Submission {
        Row after();

        record Completed(Row after) implements Submission {}

        record Waiting(Row after) implements Submission {}

        record Sending(Row before, Row after) implements Submission {
            boolean newTan() {
                return after.tansIssued() > before.tansIssued();
            }
        }
    }

    sealed interface Solution {
        Row after();

        record Completed(Row after, boolean now) implements Solution {}

        record Refused(Row after, Reason reason) implements Solution {}
    }

    /**
     * A person submits an address.
     *
     * @param fields as typed; nobody cares once the validation is solved
     * @throws Problem as {@link AddressPolicy#parse}; code 9760 for another address than the read-only one; code 9757 if
     *     no address change or no transmission is left
     */
    Submission submit(Row validation, Map<String, String> fields, Instant now) {
        if (validation.solved()) {
            return new Submission.Completed(validation);
        }
        Address typed = policy.parse(fields);
        Address last = validation.lastAddress();
        boolean same = last != null && last.same(typed);
        if (validation.readOnly() && !same) {
            throw new Problem(ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY);
        }
        OldDestination destination = validation.destination();
        return same && destination != null ? again(validation, destination, now) : first(validation, typed, now);
    }

    private Submission first(Row validation, Address typed, Instant now) {
        if (validation.changesLeft() == 0) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "no change of address is left");
        }
        OldDestination destination = sent(typed, limits.transmissions(), freshTan(now), now);
        return new Submission.Sending(
                validation, validation.with(validation.changesLeft() - 1, validation.tansIssued() + 1, destination));
    }

    private Submission again(Row validation, OldDestination destination, Instant now) {
        if (destination.transmissionsLeft() == 0) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "no transmission to this address is left");
        }
        boolean early = destination.resendAt() != null && now.isBefore(destination.resendAt());
        if (early && !destination.exhausted()) {
            return new Submission.Waiting(validation);
        }
        OldSentTan out = destination.tan();
        // The same TAN with the attempts left: crossing messages do no harm, and sending again gives no free guesses.
        return out != null && out.good(now)
                ? send(validation, destination, out.validUntil(now.plus(limits.tanValidFor())), 0, now)
                : send(validation, destination, freshTan(now), 1, now);
    }

    private Submission send(Row validation, OldDestination to, OldSentTan tan, int newTans, Instant now) {
        OldDestination next = sent(to.address(), to.transmissionsLeft(), tan, now);
        return new Submission.Sending(
                validation, validation.with(validation.changesLeft(), validation.tansIssued() + newTans, next));
    }

    private OldSentTan freshTan(Instant now) {
        return new OldSentTan(derivation.newestKeyId(), limits.attempts(), now.plus(limits.tanValidFor()));
    }

    /** The destination after one more transmission. */
    private OldDestination sent(Address address, int transmissionsLeft, OldSentTan tan, Instant now) {
        int used = Math.max(0, limits.transmissions() - transmissionsLeft);
        List<Duration> intervals = limits.intervals();
        Duration wait = intervals.get(Math.min(used, intervals.size() - 1));
        return new OldDestination(address, transmissionsLeft - 1, now.plus(wait), tan);
    }

    /**
     * Hand-over failed: the transmission counts as not used, so that trying again works at once, and the TAN is valid no
     * longer than before. A change of address stays used. Nothing is given back if the row has moved on, or if somebody
     * has guessed at the new TAN meanwhile: its attempts must not come back. A row without an address has been erased.
     *
     * @param current the row as it is now
     */
    Row giveBack(Row current, Submission.Sending failed) {
        OldDestination claimed = Objects.requireNonNull(failed.after().destination());
        OldDestination now = current.destination();
        if (now == null) {
            return current;
        }
        boolean movedOn = current.solved()
                || current.tansIssued() != failed.after().tansIssued()
                || now.transmissionsLeft() != claimed.transmissionsLeft();
        boolean guessedAt = failed.newTan() && !Objects.equals(now.tan(), claimed.tan());
        if (movedOn || guessedAt) {
            return current;
        }
        OldDestination before = failed.before().destination();
        int left = claimed.transmissionsLeft() + 1;
        OldDestination restored = before == null || !before.address().equals(claimed.address())
                ? new OldDestination(claimed.address(), left, null, null)
                : new OldDestination(
                        claimed.address(),
                        left,
                        before.resendAt(),
                        failed.newTan() ? before.tan() : sinceGuessedAt(before.tan(), now.tan()));
        return current.with(current.changesLeft(), failed.before().tansIssued(), restored);
    }

    /** The TAN as it was before, but for the attempts used up since. */
    private static OldSentTan sinceGuessedAt(@Nullable OldSentTan before, @Nullable OldSentTan now) {
        return Objects.requireNonNull(now)
                .validUntil(Objects.requireNonNull(before).expiresAt());
    }

    /**
     * A person enters a TAN. Every comparison costs an attempt, whatever comes of it; the caller learns the result only
     * once that is written.
     *
     * @param pin what was entered, if that is a TAN; nobody asks once the validation is solved
     * @throws Problem code 9757 if attempts and transmissions for this address are used up; what {@code pin} throws
     */
    Solution solve(Row validation, Supplier<Tan> pin, Instant now) {
        if (validation.solved()) {
            return new Solution.Completed(validation, false);
        }
        Tan entered = pin.get();
        OldDestination destination = validation.destination();
        OldSentTan tan = destination == null ? null : destination.tan();
        if (destination == null || tan == null) {
            return new Solution.Refused(validation, Reason.NOTHING_SENT);
        }
        if (destination.exhausted()) {
            if (destination.transmissionsLeft() == 0) {
                throw new Problem(
                        ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS,
                        "no attempt and no transmission for this address is left");
            }
            return new Solution.Refused(validation, Reason.EXHAUSTED);
        }
        if (!tan.good(now)) {
            return new Solution.Refused(validation, Reason.EXPIRED);
        }
        Tan right = tests.tan(destination.address(), now).orElseGet(() -> derivation.tan(validation.migrated()));
        if (entered.equals(right)) {
            return new Solution.Completed(validation.with(grant(validation, now)), true);
        }
        OldDestination less = new OldDestination(
                destination.address(),
                destination.transmissionsLeft(),
                destination.resendAt(),
                tan.withOneAttemptLess());
        return new Solution.Refused(validation.with(less), Reason.WRONG);
    }

    private Grant grant(Row validation, Instant now) {
        int keyId = derivation.newestKeyId();
        return new Grant(
                derivation.code(validation.migrated(), keyId).hash(),
                keyId,
                now.plus(CODE_VALID_FOR),
                false,
                now.plus(limits.addressValidFor()),
                null,
                null);
    }
}
