package dev.challenger.mfa;

import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Rows;
import dev.challenger.mfa.ChallengeRules.Weighing;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Secrets;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers demands: weighs the challenges that a request presents, and offers challenges for the factors that they do not
 * open.
 */
final class Demands {
    private final ChallengeStore store;
    private final OpenChallenges limit;
    private final ChallengeRules rules;
    private final Derivation derivation;
    private final Secrets secrets;
    private final Dispatch dispatch;
    private final Languages languages;
    private final MfaAudit audit;

    Demands(
            ChallengeStore store,
            OpenChallenges limit,
            ChallengeRules rules,
            Derivation derivation,
            Secrets secrets,
            Dispatch dispatch,
            Languages languages,
            MfaAudit audit) {
        this.store = store;
        this.limit = limit;
        this.rules = rules;
        this.derivation = derivation;
        this.secrets = secrets;
        this.dispatch = dispatch;
        this.languages = languages;
        this.audit = audit;
    }

    /** Answers as {@link TanChallenges#demand}. */
    Verdict answer(long client, Demand demand, Hash requestHash, List<String> presented, Instant now) {
        Map<Hash, Bound> factors = dispatch.reachable(demand, requestHash);
        Optional<Language> language = demand.uiLocales().flatMap(languages::find);
        List<PublicId> ids = presented.stream()
                .limit(PresentedIds.MOST)
                .flatMap(id -> PublicId.parse(id).stream())
                .toList();
        // If another request uses up one of the challenges first, they are weighed again without it.
        Weighing weighing = Rows.again(() -> weigh(demand, factors.keySet(), ids, now));
        if (!weighing.passes()) {
            List<Verdict.Offered> offered = unopened(factors, weighing)
                    .map(bound -> offer(open(client, bound, language, now), hint(bound, factors.values())))
                    .toList();
            return new Verdict.Pending(offered, demand.combiAnd());
        }
        weighing.counting().values().forEach(solved -> write(AuditEvent.PASSED, solved.of(factors), now));
        return new Verdict.Pass();
    }

    private Weighing weigh(Demand demand, Set<Hash> factors, List<PublicId> ids, Instant now) {
        Weighing weighing = ChallengeRules.weigh(factors, demand.combiAnd(), held(ids), now);
        if (weighing.passes() && demand.singleUse()) {
            store.use(
                    weighing.counting().values().stream().map(TanChallenge::id).toList());
        }
        return weighing;
    }

    private List<TanChallenge> held(List<PublicId> ids) {
        return store.find(ids.stream().map(PublicId::row).distinct().toList()).stream()
                .filter(challenge -> ids.stream().anyMatch(id -> derivation.is(id, challenge)))
                .toList();
    }

    private static Stream<Bound> unopened(Map<Hash, Bound> factors, Weighing weighing) {
        return factors.values().stream().filter(bound -> !weighing.counting().containsKey(bound.binding()));
    }

    private Verdict.Offered offer(TanChallenge challenge, String hint) {
        return new Verdict.Offered(
                derivation.publicId(challenge).text(), challenge.bound().channel(), hint);
    }

    /** Returns the shortest hint that tells a factor from all others. If none does, the factors are numbered. */
    private static String hint(Bound factor, Collection<Bound> all) {
        return factor.hints().stream()
                .filter(hint -> all.stream()
                        .allMatch(
                                other -> other.equals(factor) || !other.hints().contains(hint)))
                .findFirst()
                .orElseGet(
                        () -> factor.hints().get(0) + " (" + (List.copyOf(all).indexOf(factor) + 1) + ")");
    }

    /**
     * Returns the open challenge for this binding, or a new one. Requests at the same time get the same challenge. A
     * challenge begins again in its row if it is over, or if its key is gone, since nobody could solve it.
     *
     * @param language of the demand
     */
    private TanChallenge open(long client, Bound bound, Optional<Language> language, Instant now) {
        return Rows.again(() -> {
            Optional<TanChallenge> found = store.findUnsolved(bound.binding());
            if (found.isPresent() && !ChallengeRules.over(found.get(), now) && derivation.knows(found.get())) {
                return translated(found.get(), language);
            }
            limit.requireRoom(client, bound.instance(), now);
            TanChallenge begun = begin(client, found, bound, language, now);
            write(AuditEvent.DEMANDED, begun, now);
            return begun;
        });
    }

    /** Returns an open challenge in the language of the latest demand. */
    private TanChallenge translated(TanChallenge open, Optional<Language> language) {
        TanChallenge translated = open.in(language);
        if (!translated.equals(open)) {
            store.update(translated);
        }
        return translated;
    }

    private TanChallenge begin(
            long client, Optional<TanChallenge> over, Bound bound, Optional<Language> language, Instant now) {
        Origin fresh = new Origin(secrets.fresh().hash(), derivation.newestKeyId());
        if (over.isEmpty()) {
            return store.insert(client, rules.begin(fresh, bound, now).in(language));
        }
        TanChallenge again = rules.beginAgain(over.get(), fresh, now).in(language);
        store.update(again);
        return again;
    }

    /** Writes an event without a network, which only the backend knows. */
    private void write(AuditEvent event, TanChallenge challenge, Instant now) {
        audit.write(event, challenge, Optional.empty(), now);
    }
}
