package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.tan.Tan;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.Solution.Reason;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a validation: pure functions of the row, the input and the time. Together they keep the promise that
 * one validation allows at most addresses × transmissions × attempts guesses (spec section 3, {@code /challenge}):
 * attempts are granted only by a transmission that is used up, and given back only if nobody has guessed since.
 */
public final class ValidationRules {
    /** How long an authorization code works. */
    static final Duration CODE_VALID_FOR = Duration.ofMinutes(5);

    private final AddressPolicy policy;
    private final ValidationLimits limits;
    private final Derivation derivation;
    private final TestAddresses tests;

    public ValidationRules(AddressPolicy policy, ValidationLimits limits, Derivation derivation, TestAddresses tests) {
        this.policy = policy;
        this.limits = limits;
        this.derivation = derivation;
        this.tests = tests;
    }

    /**
     * Binds the latest arguments of {@code /authorize}; those that the client pushed are frozen, and after the validation
     * is solved all are.
     *
     * @throws Problem code 25 or 26 for less PKCE than the client requires
     */
    Validation authorize(Validation validation, Authorization authorization) {
        if (validation.solved() || validation.authorization().pushed()) {
            return validation;
        }
        authorization.requirePkce(validation.client());
        return validation.authorization().equals(authorization) ? validation : validation.with(authorization);
    }

    /**
     * A person submits an address.
     *
     * @param fields as typed; nobody cares once the validation is solved
     * @throws Problem as {@link AddressPolicy#parse}; code 9760 for another address than the read-only one; code 9757 if
     *     no address change or no transmission is left
     */
    Submission submit(Validation validation, Map<String, String> fields, Instant now) {
        if (validation.solved()) {
            return new Submission.Completed(validation);
        }
        Address typed = policy.parse(fields);
        Address last = validation.lastAddress();
        boolean same = last != null && last.same(typed);
        if (validation.readOnly() && !same) {
            throw new Problem(ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY);
        }
        Destination destination = validation.destination();
        return same && destination != null ? again(validation, destination, now) : first(validation, typed, now);
    }

    private Submission first(Validation validation, Address typed, Instant now) {
        if (validation.changesLeft() == 0) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "no change of address is left");
        }
        Destination destination = sent(typed, limits.transmissions(), freshTan(now), now);
        return new Submission.Sending(
                validation, validation.with(validation.changesLeft() - 1, validation.tansIssued() + 1, destination));
    }

    private Submission again(Validation validation, Destination destination, Instant now) {
        if (destination.transmissionsLeft() == 0) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "no transmission to this address is left");
        }
        boolean early = destination.resendAt() != null && now.isBefore(destination.resendAt());
        if (early && !destination.exhausted()) {
            return new Submission.Waiting(validation);
        }
        SentTan out = destination.tan();
        // The same TAN with the attempts left: crossing messages do no harm, and sending again gives no free guesses.
        return out != null && out.good(now)
                ? send(validation, destination, out.validUntil(now.plus(limits.tanValidFor())), 0, now)
                : send(validation, destination, freshTan(now), 1, now);
    }

    private Submission send(Validation validation, Destination to, SentTan tan, int newTans, Instant now) {
        Destination next = sent(to.address(), to.transmissionsLeft(), tan, now);
        return new Submission.Sending(
                validation, validation.with(validation.changesLeft(), validation.tansIssued() + newTans, next));
    }

    private SentTan freshTan(Instant now) {
        return new SentTan(derivation.newestKeyId(), limits.attempts(), now.plus(limits.tanValidFor()));
    }

    /** The destination after one more transmission. */
    private Destination sent(Address address, int transmissionsLeft, SentTan tan, Instant now) {
        int used = Math.max(0, limits.transmissions() - transmissionsLeft);
        List<Duration> intervals = limits.intervals();
        Duration wait = intervals.get(Math.min(used, intervals.size() - 1));
        return new Destination(address, transmissionsLeft - 1, now.plus(wait), tan);
    }

    /**
     * Hand-over failed: the transmission counts as not used, so that trying again works at once, and the TAN is valid no
     * longer than before. A change of address stays used. Nothing is given back if the row has moved on, or if somebody
     * has guessed at the new TAN meanwhile: its attempts must not come back. A row without an address has been erased.
     *
     * @param current the row as it is now
     */
    Validation giveBack(Validation current, Submission.Sending failed) {
        Destination claimed = Objects.requireNonNull(failed.after().destination());
        Destination now = current.destination();
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
        Destination before = failed.before().destination();
        int left = claimed.transmissionsLeft() + 1;
        Destination restored = before == null || !before.address().equals(claimed.address())
                ? new Destination(claimed.address(), left, null, null)
                : new Destination(
                        claimed.address(),
                        left,
                        before.resendAt(),
                        failed.newTan() ? before.tan() : sinceGuessedAt(before.tan(), now.tan()));
        return current.with(current.changesLeft(), failed.before().tansIssued(), restored);
    }

    /** The TAN as it was before, but for the attempts used up since. */
    private static SentTan sinceGuessedAt(@Nullable SentTan before, @Nullable SentTan now) {
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
    Solution solve(Validation validation, Supplier<Tan> pin, Instant now) {
        if (validation.solved()) {
            return new Solution.Completed(validation, false);
        }
        Tan entered = pin.get();
        Destination destination = validation.destination();
        SentTan tan = destination == null ? null : destination.tan();
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
        Tan right = tests.tan(destination.address(), now).orElseGet(() -> derivation.tan(validation));
        if (entered.equals(right)) {
            return new Solution.Completed(validation.with(grant(validation, now)), true);
        }
        Destination less = new Destination(
                destination.address(),
                destination.transmissionsLeft(),
                destination.resendAt(),
                tan.withOneAttemptLess());
        return new Solution.Refused(validation.with(less), Reason.WRONG);
    }

    private Grant grant(Validation validation, Instant now) {
        int keyId = derivation.newestKeyId();
        return new Grant(
                derivation.code(validation, keyId).hash(),
                keyId,
                now.plus(CODE_VALID_FOR),
                false,
                now.plus(limits.addressValidFor()),
                null,
                null);
    }
}
