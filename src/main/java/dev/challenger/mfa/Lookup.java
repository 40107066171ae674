package dev.challenger.mfa;

import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.secret.Secrets;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds challenges by what they are for, and by ids that people present. */
final class Lookup {
    private final ChallengeStore store;
    private final ChallengeRules rules;
    private final Derivation derivation;
    private final Secrets secrets;

    Lookup(ChallengeStore store, ChallengeRules rules, Derivation derivation, Secrets secrets) {
        this.store = store;
        this.rules = rules;
        this.derivation = derivation;
        this.secrets = secrets;
    }

    /**
     * The challenge with this id.
     *
     * @param instance whose it must be, if that is known
     * @throws Problem code 2126 if there is none, or it is over, or another instance's
     */
    TanChallenge get(Optional<String> instance, String id, Instant now) {
        return PublicId.parse(id)
                .flatMap(known -> store.find(known.row()).filter(challenge -> derivation.is(known, challenge)))
                .filter(challenge -> !ChallengeRules.over(challenge, now))
                .filter(challenge ->
                        instance.map(challenge.bound().instance()::equals).orElse(true))
                .orElseThrow(() -> new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN));
    }

    /** The challenges that these are the ids of. */
    List<TanChallenge> held(List<PublicId> ids) {
        return store.find(ids.stream().map(PublicId::row).distinct().toList()).stream()
                .filter(challenge -> ids.stream().anyMatch(id -> derivation.is(id, challenge)))
                .toList();
    }

    /**
     * The challenge that is open for this, else a fresh one: the same to everybody who asks at the same time. One that has
     * expired begins again in its row; one whose key is gone too, since nobody could solve it.
     *
     * @param began is told of one that begins
     */
    TanChallenge open(Bound bound, Instant now, Consumer<TanChallenge> began) {
        for (int round = 0; round < ChallengeStore.MAX_ROUNDS; round++) {
            Optional<TanChallenge> found = store.findUnsolved(bound.binding());
            if (found.isPresent() && !ChallengeRules.over(found.get(), now) && derivation.knows(found.get())) {
                return found.get();
            }
            Origin fresh = new Origin(secrets.fresh().hash(), derivation.newestKeyId());
            Optional<TanChallenge> begun = found.isPresent()
                    ? Optional.of(rules.beginAgain(found.get(), fresh, now)).filter(store::update)
                    : store.insert(rules.begin(fresh, bound, now));
            if (begun.isPresent()) {
                began.accept(begun.get());
                return begun.get();
            }
        }
        throw new Problem(ErrorCode.GENERIC_DB_SOFT_FAILURE);
    }
}
