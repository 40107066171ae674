package dev.challenger.mfa;

import dev.challenger.audit.Audit;
import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException;
import dev.challenger.db.Rows;
import dev.challenger.db.Rows.Change;
import dev.challenger.db.Slices;
import dev.challenger.mfa.ChallengeRules.Entry;
import dev.challenger.mfa.ChallengeRules.Sending;
import dev.challenger.mfa.ChallengeRules.Weighing;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Delivery;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * TAN challenges: what the servlet filter, the endpoints and the back channel share. Every method may throw
 * {@link DatabaseException}, and {@link Problem} code 55 if others change the same challenge again and again.
 */
public final class TanChallenges {
    private final ChallengeStore store;
    private final Derivation derivation;
    private final ChallengeRules rules;
    private final Lookup lookup;
    private final Dispatch dispatch;
    private final MfaAudit audit;
    private final InstantSource clock;

    /**
     * @param database with the tables of {@code db/mfa}
     * @param deliveries by channel, those that are set up; who gives them closes them
     * @param host of the page where people enter TANs, if anybody knows: phones fill them in there alone
     */
    public TanChallenges(
            Database database,
            Keys keys,
            Secrets secrets,
            Map<TanChannel, Delivery> deliveries,
            Texts texts,
            Optional<String> host,
            MfaLimits limits,
            InstantSource clock) {
        this.store = new ChallengeStore(database);
        this.derivation = new Derivation(keys);
        this.dispatch = new Dispatch(deliveries, new MfaMessages(texts, derivation, host));
        this.rules = new ChallengeRules(limits, this::rightTan);
        this.lookup = new Lookup(store, rules, derivation, secrets);
        this.audit = new MfaAudit(new Audit(clock), dispatch);
        this.clock = clock;
    }

    /** That of the settings where a challenge goes to a test address now, and else what was sent. */
    private Tan rightTan(TanChallenge challenge, Instant now) {
        return dispatch.fixedTan(challenge.bound(), now).orElseGet(() -> derivation.tan(challenge));
    }

    /**
     * Whether a request may run its operation. A factor whose channel is not set up here is left out, also if all are
     * demanded: set up every channel that such a demand relies on.
     *
     * <p>Whoever makes an identical request while a challenge is unsolved gets the same challenge, and can run the operation
     * once somebody has solved it. Where that somebody may be another person, put into the hash what tells them apart.
     *
     * @param requestHash of the protected request: method, path with query, body
     * @param presented as {@link PresentedIds#parse} reads them; what is no solved challenge for this does not count
     * @throws Problem code 25 or 26 naming the field of an address that cannot be right, so that no demand is weakened by
     *     a typing error; code 76 if no channel of it is set up
     */
    public Verdict demand(Demand demand, Hash requestHash, List<String> presented) {
        Map<Hash, Bound> factors = dispatch.reachable(demand, requestHash);
        List<PublicId> ids = presented.stream()
                .limit(PresentedIds.MOST)
                .flatMap(id -> PublicId.parse(id).stream())
                .toList();
        Instant now = now();
        // If another request uses up one of the challenges first, they are weighed again without it.
        Weighing weighing = Rows.again(() -> weigh(demand, factors.keySet(), ids, now));
        if (!weighing.passes()) {
            return pending(demand, factors, weighing, now);
        }
        weighing.counting().values().forEach(solved -> write(AuditEvent.PASSED, solved.of(factors), now));
        return new Verdict.Pass();
    }

    private Weighing weigh(Demand demand, Set<Hash> factors, List<PublicId> ids, Instant now) {
        Weighing weighing = ChallengeRules.weigh(factors, demand.combiAnd(), lookup.held(ids), now);
        if (weighing.passes() && demand.singleUse()) {
            store.use(
                    weighing.counting().values().stream().map(TanChallenge::id).toList());
        }
        return weighing;
    }

    private <C extends Change<TanChallenge>> C change(
            Supplier<Optional<TanChallenge>> current, Function<TanChallenge, C> decision) {
        return Rows.update(current, decision, store::update).orElseThrow(TanChallenges::unknown);
    }

    private static Problem unknown() {
        return new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN);
    }

    private Verdict.Pending pending(Demand demand, Map<Hash, Bound> factors, Weighing weighing, Instant now) {
        List<Verdict.Offered> offered = factors.values().stream()
                .filter(bound -> !weighing.counting().containsKey(bound.binding()))
                .map(bound -> offer(lookup.open(bound, now, begun -> write(AuditEvent.DEMANDED, begun, now))))
                .toList();
        return new Verdict.Pending(offered, demand.combiAnd());
    }

    /** By whose request it was is the backend's to know. */
    private void write(AuditEvent event, TanChallenge challenge, Instant now) {
        audit.write(event, challenge, Optional.empty(), now);
    }

    private Verdict.Offered offer(TanChallenge challenge) {
        Bound bound = challenge.bound();
        return new Verdict.Offered(derivation.publicId(challenge).text(), bound.channel(), bound.hint());
    }

    /**
     * Sends the TAN of a challenge.
     *
     * @param instance that the request names; a challenge of another one is unknown
     * @param network that the request came from, if that is known
     * @throws Problem code 2126 if there is no such challenge; code 2129 if it is solved; code 2130 with how long to wait
     *     if it is too early or a budget is used up; code 2128 if the message was not handed over, and counts for nothing;
     *     code 76 if the channel is not set up
     */
    public Sent send(Optional<String> instance, String id, Optional<Network> network) {
        Instant now = now();
        Optional<PublicId> publicId = PublicId.parse(id);
        Supplier<Optional<TanChallenge>> current = () -> lookup.find(instance, publicId, now);
        Sending sending = change(current, before -> claim(before, network, now));
        TanChallenge after = sending.after();
        try {
            // Claimed by now, and nothing is held open while the message is handed over.
            dispatch.send(after, network, now());
        } catch (RuntimeException notHandedOver) {
            if (notHandedOver instanceof Problem problem) {
                audit.refused(after, problem, network, now);
            }
            change(current, row -> new GivenBack(rules.giveBack(row, sending)));
            throw notHandedOver;
        }
        audit.write(AuditEvent.SENT, after, network, now);
        return new Sent(Objects.requireNonNull(after.tans().sent()).expiresAt(), rules.sendableAt(after, now));
    }

    private Sending claim(TanChallenge before, Optional<Network> network, Instant now) {
        try {
            dispatch.requireSetUp(before.bound().channel());
            return rules.send(before, now);
        } catch (Problem problem) {
            audit.refused(before, problem, network, now);
            throw problem;
        }
    }

    private record GivenBack(TanChallenge after) implements Change<TanChallenge> {}

    /**
     * Compares a TAN that was entered. Every wrong one costs an attempt before anybody learns that it was wrong.
     *
     * @param instance as {@link #send}
     * @param network as {@link #send}
     * @throws Problem code 2126 if there is no such challenge; code 2127 if there is nothing to compare with
     */
    public Confirmation confirm(Optional<String> instance, String id, Tan entered, Optional<Network> network) {
        Instant now = now();
        Optional<PublicId> publicId = PublicId.parse(id);
        Entry entry =
                change(() -> lookup.find(instance, publicId, now), before -> compare(before, entered, network, now));
        TanChallenge after = entry.after();
        if (!entry.right()) {
            audit.wrong(after, network, now);
            return new Confirmation.Wrong(after.tans().attemptsLeft());
        }
        if (entry.solves()) {
            audit.write(AuditEvent.SOLVED, after, network, now);
            dispatch.entered(after.bound());
        }
        return new Confirmation.Confirmed();
    }

    private Entry compare(TanChallenge before, Tan entered, Optional<Network> network, Instant now) {
        try {
            return rules.confirm(before, entered, now);
        } catch (Problem problem) {
            audit.uncompared(before, network, now);
            throw problem;
        }
    }

    /**
     * Where a challenge stands. Looking changes nothing and sends nothing.
     *
     * @param instance as {@link #send}
     * @throws Problem code 2126 if there is no such challenge
     */
    public Standing find(Optional<String> instance, String id) {
        Instant now = now();
        TanChallenge challenge = lookup.find(instance, PublicId.parse(id), now).orElseThrow(TanChallenges::unknown);
        Bound bound = challenge.bound();
        return new Standing(
                bound.instance(),
                bound.operation(),
                bound.channel(),
                bound.hint(),
                challenge.solved(),
                challenge.expiresAt(),
                rules.sendableAt(challenge, now),
                Optional.ofNullable(challenge.tans().sent())
                        .filter(tan -> !challenge.solved())
                        .map(tan -> out(challenge, tan, now)));
    }

    private Standing.Out out(TanChallenge challenge, SentTan tan, Instant now) {
        return new Standing.Out(
                tan.good(now),
                tan.attemptsLeft(),
                rules.sentAt(tan),
                tan.expiresAt(),
                derivation.reference(challenge),
                dispatch.fixedTan(challenge.bound(), now).isPresent());
    }

    /**
     * Deletes what has expired, in slices that lock nothing for long.
     *
     * @return how many challenges were deleted; what was deleted before a failure stays deleted
     */
    public int purge() {
        return Slices.all(atMost -> store.deleteExpired(now(), atMost));
    }

    /** As exact as the database keeps it, so that what was written equals what is read back. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
