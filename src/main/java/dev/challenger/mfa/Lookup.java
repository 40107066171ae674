package dev.challenger.mfa;

import dev.challenger.db.Rows;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds challenges by their binding, or by a presented public id. */
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
     * Returns the challenge with this id; empty if there is none, or it is over or belongs to another instance.
     *
     * @param instance the instance that the challenge must belong to; empty if the request names none
     */
    Optional<TanChallenge> find(Optional<String> instance, Optional<PublicId> id, Instant now) {
        return id.flatMap(known -> store.find(known.row()).filter(challenge -> derivation.is(known, challenge)))
                .filter(challenge -> !ChallengeRules.over(challenge, now))
                .filter(challenge ->
                        instance.map(challenge.bound().instance()::equals).orElse(true));
    }

    /** Returns the challenges with these ids. */
    List<TanChallenge> held(List<PublicId> ids) {
        return store.find(ids.stream().map(PublicId::row).distinct().toList()).stream()
                .filter(challenge -> ids.stream().anyMatch(id -> derivation.is(id, challenge)))
                .toList();
    }

    /**
     * Returns the unsolved challenge with this binding, or creates one. Concurrent requests get the same challenge. A
     * challenge that has expired, or whose key no longer exists, begins again in its row.
     *
     * @param began called with a challenge that begins
     */
    TanChallenge open(Bound bound, Instant now, Consumer<TanChallenge> began) {
        return Rows.again(() -> {
            Optional<TanChallenge> found = store.findUnsolved(bound.binding());
            if (found.isPresent() && !ChallengeRules.over(found.get(), now) && derivation.knows(found.get())) {
                return found.get();
            }
            TanChallenge begun = begin(found, bound, now);
            began.accept(begun);
            return begun;
        });
    }

    private TanChallenge begin(Optional<TanChallenge> over, Bound bound, Instant now) {
        Origin fresh = new Origin(secrets.fresh().hash(), derivation.newestKeyId());
        if (over.isEmpty()) {
            return store.insert(rules.begin(fresh, bound, now));
        }
        TanChallenge again = rules.beginAgain(over.get(), fresh, now);
        store.update(again);
        return again;
    }
}
