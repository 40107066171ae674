package dev.challenger.mfa;

import dev.challenger.address.AddressHashes;
import dev.challenger.audit.Audit;
import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Database;
import dev.challenger.db.DatabaseException;
import dev.challenger.db.Slices;
import dev.challenger.mfa.ChallengeRules.Entry;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Delivery;
import dev.challenger.transmission.Operator;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TAN challenges, as the servlet filter, the endpoints and the back channel use them. Every method may throw
 * {@link DatabaseException}, and {@link Problem} code 55 if too many requests change the same challenge at once.
 */
public final class TanChallenges {
    /** Stands for the application itself, as the id of a client. */
    private static final long HERE = 0;

    private final ChallengeStore store;
    private final Derivation derivation;
    private final ChallengeRules rules;
    private final Demands demands;
    private final Dispatch dispatch;
    private final MfaAudit audit;
    private final Sendings sendings;
    private final InstantSource clock;

    /**
     * @param database a database with the tables of {@code db/mfa}
     * @param deliveries the deliveries of the channels that are set up; the caller closes them
     * @param operator named in messages; phones fill in TANs on its pages only
     */
    public TanChallenges(
            Database database,
            Keys keys,
            Secrets secrets,
            Map<TanChannel, Delivery> deliveries,
            Languages languages,
            Operator operator,
            MfaLimits limits,
            Audit log,
            InstantSource clock) {
        this.clock = clock;
        this.store = new ChallengeStore(database, new AddressHashes(keys));
        this.derivation = new Derivation(keys);
        this.dispatch = new Dispatch(deliveries, new MfaMessages(languages, derivation, operator));
        this.rules = new ChallengeRules(limits, this::rightTan);
        this.audit = new MfaAudit(log, dispatch);
        this.sendings = new Sendings(store, rules, dispatch, audit, this::now);
        OpenChallenges open = new OpenChallenges(database, limits);
        this.demands = new Demands(store, open, rules, derivation, secrets, dispatch, languages, audit);
    }

    /** Returns the TAN that is right: the fixed TAN for a test address, otherwise the TAN that was sent. */
    private Tan rightTan(TanChallenge challenge, Instant now) {
        return dispatch.fixedTan(challenge.bound(), now).orElseGet(() -> derivation.tan(challenge));
    }

    /**
     * Decides if a request may run its operation. Factors whose channel is not set up are ignored, unless all factors are
     * demanded.
     *
     * <p>An identical request gets the same challenge while that is unsolved, and can run the operation once the challenge is
     * solved. If identical requests may come from different people, add to the hash whatever tells these people apart.
     *
     * @param requestHash the hash of method, path with query, and body of the protected request
     * @param presented as {@link PresentedIds#parse} reads them; ids of other than solved challenges are ignored
     * @throws Problem code 25 or 26 naming the field of an invalid address, so that a typing error does not weaken a demand;
     *     code 76 if none of its channels is set up, or with {@code combiAnd} if one of them is not; code 2130 with the time to
     *     wait if a new challenge is needed and too many are open
     */
    public Verdict demand(Demand demand, Hash requestHash, List<String> presented) {
        return demand(HERE, demand, requestHash, presented);
    }

    /**
     * Decides as the method without a client does, for a demand from another process.
     *
     * @param client the id of the client that demands; its open challenges are counted apart from those of others
     */
    public Verdict demand(long client, Demand demand, Hash requestHash, List<String> presented) {
        return demands.answer(client, demand, requestHash, presented, now());
    }

    /**
     * Sends the TAN of a challenge. If nothing may be sent now, that is an error only if no good TAN is out.
     *
     * @param instance the instance that the request names; challenges of other instances are unknown to it
     * @param network the network of the request; all requests of unknown networks count as one network
     * @param languages of the request; the demand's language comes before those that its browser accepts
     * @throws Problem code 2126 if the challenge does not exist; 2129 if it is solved; 2130 with the time to wait if nothing
     *     may be sent and no good TAN is out; 2128 if the message was not handed over, and is not counted; 76 if the channel
     *     is not set up
     */
    public Transmission send(Optional<String> instance, String id, Optional<Network> network, Preference languages) {
        Instant now = now();
        Optional<PublicId> publicId = PublicId.parse(id);
        return sendings.send(() -> get(instance, publicId, now), network, languages, now);
    }

    /**
     * Compares an entered TAN. A wrong entry costs an attempt, which is stored before the result is returned.
     *
     * @param instance as {@link #send}
     * @param network as {@link #send}
     * @throws Problem code 2126 if the challenge does not exist
     */
    public Confirmation confirm(Optional<String> instance, String id, Tan entered, Optional<Network> network) {
        Instant now = now();
        Optional<PublicId> publicId = PublicId.parse(id);
        Entry entry = store.change(() -> get(instance, publicId, now), before -> rules.confirm(before, entered, now));
        TanChallenge after = entry.after();
        if (entry.solves()) {
            audit.write(AuditEvent.SOLVED, after, network, now);
            dispatch.entered(after.bound());
        }
        Reason refusal = entry.refusal();
        if (refusal == null) {
            return new Confirmation.Confirmed();
        }
        audit.wrong(after, refusal, network, now);
        return refusal == Reason.WRONG
                ? new Confirmation.Wrong(after.tans().attemptsLeft())
                : new Confirmation.Refused(new Problem(ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS));
    }

    /** @throws Problem code 2126 if there is no challenge with this id, or it is over or belongs to another instance */
    private TanChallenge get(Optional<String> instance, Optional<PublicId> id, Instant now) {
        TanChallenge challenge = id.flatMap(
                        known -> store.find(known.row()).filter(found -> derivation.is(known, found)))
                .filter(found -> instance.map(found.bound().instance()::equals).orElse(true))
                .orElseThrow(() -> new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN));
        if (ChallengeRules.over(challenge, now)) {
            throw new ChallengeOver(standing(challenge, now));
        }
        return challenge;
    }

    private Standing standing(TanChallenge challenge, Instant now) {
        return Standing.of(challenge, rules, derivation, dispatch, now);
    }

    /**
     * Returns the state of a challenge. Changes nothing and sends nothing.
     *
     * @param instance as {@link #send}
     * @throws Problem code 2126 if the challenge does not exist
     */
    public Standing find(Optional<String> instance, String id) {
        Instant now = now();
        return standing(get(instance, PublicId.parse(id), now), now);
    }

    /** Deletes expired challenges, as many as one {@link Slices#turn} allows, and returns their number. */
    public int purge() {
        return Slices.turn(atMost -> store.deleteExpired(now(), atMost));
    }

    /** Returns the time as precisely as the database stores it, so that a value that was written equals the value read back. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
