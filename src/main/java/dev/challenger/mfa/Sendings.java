package dev.challenger.mfa;

import dev.challenger.db.Rows.Change;
import dev.challenger.limit.Claimed;
import dev.challenger.limit.Counting;
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
            Decision decision = claimed.decision();
            TanChallenge after = decision.after();
            if (decision instanceof Refused refused) {
                audit.refused(after, refused.problem(), network, now);
                return transmission(after, Optional.of(refused.problem()), now);
            }
            Counting counted = claimed.counted().orElseThrow();
            Result result = handOver(
                    current,
                    (Sending) decision,
                    () -> dispatch.send(
                            permit, after, dispatch.message(after, languages, now), counted, clock.instant()));
            Optional<Problem> refusal = Dispatch.refusal(after, result);
            refusal.ifPresentOrElse(
                    problem -> audit.refused(after, problem, network, now),
                    () -> audit.sent(after, result, network, now));
            return transmission(refusal.isPresent() ? giveBack(current, (Sending) decision) : after, refusal, now);
        }
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

    /** Hands over a message that is claimed by now. A bug gives it back. */
    private Result handOver(Supplier<TanChallenge> current, Sending sending, Supplier<Result> handing) {
        boolean bug = true;
        try {
            Result result = handing.get();
            bug = false;
            return result;
        } finally {
            if (bug) {
                giveBack(current, sending);
            }
        }
    }

    private record GivenBack(TanChallenge after) implements Change<TanChallenge> {}

    private TanChallenge giveBack(Supplier<TanChallenge> current, Sending sending) {
        return store.change(current, row -> new GivenBack(rules.giveBack(row, sending)))
                .after();
    }
}
