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
 * TAN challenges, as the servlet filter, the endpoints and the back channel use them. Every method may throw
 * {@link DatabaseException}, and {@link Problem} code 55 if too many requests change the same challenge at once.
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
     * @param database a database with the tables of {@code db/mfa}
     * @param deliveries the deliveries of the channels that are set up; the caller closes them
     * @param host the host of the page where people enter TANs, if it is known; phones fill in TANs only there
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

    /** Returns the TAN that is right: the fixed TAN for a test address, otherwise the TAN that was sent. */
    private Tan rightTan(TanChallenge challenge, Instant now) {
        return dispatch.fixedTan(challenge.bound(), now).orElseGet(() -> derivation.tan(challenge));
    }

    /**
     * Decides whether a request may run its operation. Factors whose channel is not set up are ignored, even if all factors
     * are demanded: set up every channel that such a demand relies on.
     *
     * <p>Identical requests get the same challenge while it is unsolved, and can all run the operation once it is solved. If
     * different persons may send identical requests, include in the hash a value that distinguishes them.
     *
     * @param requestHash the hash of the protected request: method, path with query, and body
     * @param presented the ids from {@link PresentedIds#parse}; only solved challenges of this request count
     * @throws Problem code 25 or 26 with the name of the field if an address is invalid, so that a typing error never weakens
     *     a demand; code 76 if none of its channels is set up
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

    /** Writes an audit line without a network, since the request comes from the backend and not from the person. */
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
     * @param instance the instance that the request names; challenges of other instances are unknown to it
     * @param network the network of the request, if it is known
     * @throws Problem code 2126 if the challenge does not exist; code 2129 if it is solved; code 2130 with the time to wait if
     *     it is too early or a budget is exhausted; code 2128 if the message was not handed over, which counts nothing; code 76
     *     if the channel is not set up
     */
    public Sent send(Optional<String> instance, String id, Optional<Network> network) {
        Instant now = now();
        Optional<PublicId> publicId = PublicId.parse(id);
        Supplier<Optional<TanChallenge>> current = () -> lookup.find(instance, publicId, now);
        Sending sending = change(current, before -> claim(before, network, now));
        TanChallenge after = sending.after();
        try {
            // The transmission has been claimed, and no transaction is open while the message is handed over.
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
     * Compares an entered TAN. A wrong entry costs an attempt, which is stored before the result is returned.
     *
     * @param instance as {@link #send}
     * @param network as {@link #send}
     * @throws Problem code 2126 if the challenge does not exist; code 2127 if no TAN can be entered
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
     * Returns the state of a challenge. Changes nothing and sends nothing.
     *
     * @param instance as {@link #send}
     * @throws Problem code 2126 if the challenge does not exist
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
     * Deletes expired challenges in slices, so that no lock is held for long.
     *
     * @return the number of deleted challenges; those deleted before a failure stay deleted
     */
    public int purge() {
        return Slices.all(atMost -> store.deleteExpired(now(), atMost));
    }

    /** Returns the time as precisely as the database stores it, so that a value that was written equals the value read back. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
