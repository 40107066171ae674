package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules;
import dev.challenger.tan.TanRules.Attempt;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.tan.Tans;
import dev.challenger.text.Language;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides how a validation changes: pure functions of the row, the input and the time. The life cycle of its TANs is that of
 * {@link TanRules}; added here are the address, its transmissions and the intervals between them.
 */
public final class ValidationRules {
    /** The lifetime of an authorization code. */
    static final Duration CODE_VALID_FOR = Duration.ofMinutes(5);

    /**
     * The number of failed hand-overs that a validation gives back. Without a bound, anyone with a nonce could ask the mail
     * server which of any number of addresses exist.
     */
    static final int MAX_FAILED = 10;

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
     * Binds the arguments of {@code /authorize}. The latest arguments replace earlier ones, until the validation is solved.
     * Arguments that the client pushed are never replaced.
     *
     * @param language that the client asks for; empty to keep the one that is known
     * @throws Problem code 25 or 26 for less PKCE than the client requires
     */
    Validation authorize(Validation validation, Authorization authorization, Optional<Language> language) {
        if (validation.solved() || validation.authorization().pushed()) {
            return validation;
        }
        authorization.requirePkce(validation.client());
        Validation asked = language.map(validation::in).orElse(validation);
        return asked.authorization().equals(authorization) ? asked : asked.with(authorization);
    }

    /**
     * Decides on an address that a person submits.
     *
     * @param fields as typed; ignored once the validation is solved
     * @return refused as {@link AddressPolicy#parse}; with code 9760 for another address than the read-only one; with code
     *     9757 if no address change or no transmission is left, or too many hand-overs failed
     */
    Submission submit(Validation validation, Map<String, String> fields, Instant now) {
        if (validation.solved()) {
            return new Submission.Completed(validation);
        }
        try {
            return submit(validation, policy.parse(fields), now);
        } catch (Problem malformed) {
            return new Refused(validation, malformed);
        }
    }

    private Submission submit(Validation validation, Address typed, Instant now) {
        Address last = validation.lastAddress();
        boolean same = last != null && last.same(typed);
        if (validation.readOnly() && !same) {
            return new Refused(validation, new Problem(ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY));
        }
        // A person may not change the spelling of a read-only address either.
        Address to = last != null && validation.readOnly() ? last : typed;
        Destination destination = validation.destination();
        return same && destination != null ? again(validation, destination, now) : first(validation, to, now);
    }

    private Submission first(Validation validation, Address typed, Instant now) {
        if (validation.changesLeft() == 0) {
            return usedUp(validation, UsedUp.Limit.ADDRESSES, typed);
        }
        Destination to = new Destination(typed, limits.transmissions());
        return send(
                validation, validation.changesLeft() - 1, to, validation.tans().withNoneSent(), now);
    }

    private static Refused usedUp(Validation validation, UsedUp.Limit limit, Address address) {
        return new Refused(validation, new UsedUp(limit), address);
    }

    private Submission again(Validation validation, Destination to, Instant now) {
        if (to.transmissionsLeft() == 0) {
            return usedUp(validation, UsedUp.Limit.TRANSMISSIONS, to.address());
        }
        SentTan sent = validation.tans().sent();
        if (sent != null && !sent.exhausted() && now.isBefore(sent.resendAt())) {
            return new Submission.Waiting(validation);
        }
        return send(validation, validation.changesLeft(), to, validation.tans(), now);
    }

    private Submission send(Validation before, int changesLeft, Destination to, Tans tans, Instant now) {
        if (before.handOversFailed() >= MAX_FAILED) {
            return usedUp(before, UsedUp.Limit.HAND_OVERS, to.address());
        }
        int keyId = derivation.newestKeyId();
        Instant resendAt = now.plus(limits.interval(to.transmissionsLeft()));
        SentTan fresh = TanRules.fresh(keyId, limits.attempts(), resendAt, limits.tanValidFor(), now)
                .notAfter(before.expiresAt());
        Destination next = new Destination(to.address(), to.transmissionsLeft() - 1);
        return new Submission.Sending(before, before.with(changesLeft, next, TanRules.send(tans, fresh, now)));
    }

    /**
     * Gives back a message that was not handed over: the transmission and the change of address, so that the person can try
     * again at once, and the address and the TAN before it. Nothing is given back after the next message or once the
     * validation is solved, and as {@link TanRules#giveBack}.
     *
     * @param current the row as it is now; it has no destination if the address was erased
     * @param tried true if the sender was asked to hand the message over, so that this counts as a failed hand-over; one too
     *     many, which only parallel requests reach, is not given back
     */
    Validation giveBack(Validation current, Submission.Sending failed, boolean tried) {
        if (current.solved()
                || (tried && current.handOversFailed() >= MAX_FAILED)
                || !Objects.equals(current.destination(), failed.after().destination())) {
            return current;
        }
        int failures = current.handOversFailed() + (tried ? 1 : 0);
        return TanRules.giveBack(failed.before().tans(), failed.after().tans(), current.tans())
                .map(givenBack -> current.backTo(failed.before(), givenBack, failures))
                .orElse(current);
    }

    /**
     * Decides on an entry, as {@link TanRules#compare}.
     *
     * @param pin returns the entry, or throws a problem if it is not a TAN; not called once the validation is solved
     * @return refused with the problem of {@code pin}; with code 9757 if attempts and transmissions for this address are
     *     used up
     */
    Solution solve(Validation validation, Supplier<Tan> pin, Instant now) {
        if (validation.solved()) {
            return new Solution.Completed(validation, false);
        }
        try {
            return solve(validation, pin.get(), now);
        } catch (Problem malformed) {
            return new Refused(validation, malformed);
        }
    }

    private Solution solve(Validation validation, Tan entered, Instant now) {
        Attempt attempt =
                TanRules.compare(validation.tans(), false, () -> entered.equals(rightTan(validation, now)), now);
        Reason reason = attempt.refusal();
        if (reason == null) {
            return new Solution.Completed(validation.with(grant(validation, now)), true);
        }
        Destination to = validation.destination();
        if (reason == Reason.EXHAUSTED && to != null && to.transmissionsLeft() == 0) {
            return usedUp(validation, UsedUp.Limit.ATTEMPTS, to.address());
        }
        return new Solution.Wrong(validation.with(attempt.after()), reason);
    }

    private Tan rightTan(Validation validation, Instant now) {
        Destination to = Objects.requireNonNull(validation.destination());
        return tests.tan(to.address(), now).orElseGet(() -> derivation.tan(validation));
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
