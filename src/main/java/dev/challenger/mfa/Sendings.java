package dev.challenger.mfa;

import dev.challenger.db.Rows.Change;
import dev.challenger.limit.Claim;
import dev.challenger.limit.Claimed;
import dev.challenger.mfa.ChallengeRules.Decision;
import dev.challenger.mfa.ChallengeRules.Refused;
import dev.challenger.mfa.ChallengeRules.Sending;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Delivery.Result;
import dev.challenger.transmission.Permit;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends the TAN of a challenge: takes the permit of the sender, claims the message in the database, hands it over, and gives
 * it back if that fails.
 */
final class Sendings {
    private final ChallengeStore store;
    private final ChallengeRules rules;
    private final Dispatch dispatch;
    private final MfaAudit audit;
    private final InstantSource clock;

    Sendings(ChallengeStore store, ChallengeRules rules, Dispatch dispatch, MfaAudit audit, InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.dispatch = dispatch;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param current reads the challenge, as it is now */
    Transmission send(Supplier<TanChallenge> current, Optional<Network> network, Preference languages, Instant now) {
        try (Permit permit = new Permit()) {
            Claimed<Decision> claimed = store.claim(
                    current,
                    before -> claim(before, permit, now),
                    after -> dispatch.counting(after, network, clock.instant()));
            Decision decision = withinBudgets(claimed);
            TanChallenge after = decision.after();
            if (decision instanceof Refused refused) {
                audit.refused(after, refused.problem(), network, now);
                return transmission(after, Optional.of(refused.problem()), now);
            }
            Outgoing message = new Outgoing(current, (Sending) decision, claimed.granted());
            Result result = handOver(
                    message,
                    () -> dispatch.send(permit, after, dispatch.message(after, languages, now), clock.instant()));
            Optional<Problem> refusal = Dispatch.refusal(after, result);
            refusal.ifPresentOrElse(
                    problem -> audit.refused(after, problem, network, now),
                    () -> audit.sent(after, result, network, now));
            return transmission(refusal.isPresent() ? giveBack(message, result) : after, refusal, now);
        }
    }

    /** Returns the decision, or else the refusal of a budget. */
    private static Decision withinBudgets(Claimed<Decision> claimed) {
        Decision decision = claimed.decision();
        return decision instanceof Sending sending
                ? claimed.refusal()
                        .<Decision>map(over -> new Refused(sending.before(), Dispatch.tooEarly(over)))
                        .orElse(sending)
                : decision;
    }

    private Transmission transmission(TanChallenge left, Optional<Problem> refusal, Instant now) {
        return Transmission.of(left, refusal, rules.sendableAt(left, now), now);
    }

    /** Takes the permit before the message is claimed, so that a refusal uses nothing up. */
    private Decision claim(TanChallenge before, Permit permit, Instant now) {
        if (!dispatch.reaches(before.bound().channel())) {
            return new Refused(before, Dispatch.notSetUp());
        }
        Decision decision = rules.send(before, now);
        return decision instanceof Sending
                ? dispatch.take(permit, before, clock.instant())
                        .<Decision>map(busy -> new Refused(before, busy))
                        .orElse(decision)
                : decision;
    }

    /**
     * A message that is claimed by now.
     *
     * @param current reads its challenge, as it is now
     * @param counted takes it out of its budgets
     */
    private record Outgoing(Supplier<TanChallenge> current, Sending sending, Claim.Granted counted) {}

    /** Hands a message over. A bug gives it back. */
    private Result handOver(Outgoing message, Supplier<Result> handing) {
        boolean bug = true;
        try {
            Result result = handing.get();
            bug = false;
            return result;
        } finally {
            if (bug) {
                giveBack(
                        message,
                        Result.Failed.byBug(message.sending.after().bound().address()));
            }
        }
    }

    private record GivenBack(TanChallenge before, TanChallenge after) implements Change<TanChallenge> {}

    /** Gives a message back to its challenge, and to its budgets only if the challenge takes it. */
    private TanChallenge giveBack(Outgoing message, Result result) {
        GivenBack row =
                store.change(message.current, before -> new GivenBack(before, rules.giveBack(before, message.sending)));
        if (!row.after.equals(row.before)) {
            result.giveBack(message.counted);
        }
        return row.after;
    }
}
