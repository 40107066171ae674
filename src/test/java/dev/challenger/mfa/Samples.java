package dev.challenger.mfa;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.PhoneKind;
import dev.challenger.address.PhoneNumber;
import dev.challenger.address.PhonePolicy;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.secret.Hash;
import dev.challenger.testing.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the TAN challenges that tests start with. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String PERSON = "person@example.com";
    static final Hash REQUEST = Hash.of("POST /private/token\n{}");
    static final Factor EMAIL = new Factor(TanChannel.EMAIL, PERSON);
    static final Factor SMS = new Factor(TanChannel.SMS, "+15555550123");
    /** Accepts phone numbers of all countries. */
    static final AddressPolicy PHONES = new AddressPolicy(
            AddressType.PHONE,
            Optional.empty(),
            Map.of(),
            new PhonePolicy(Optional.empty(), PhoneNumber.knownCountries(), Set.of(PhoneKind.PREMIUM_RATE)));

    static final Demand LOGIN = new Demand("shop", "auth_token_creation", List.of(EMAIL));
    static final Bound BOUND = Bound.of(LOGIN, REQUEST, TanChannel.EMAIL, TanChannel.EMAIL.stored(PERSON));
    static final Derivation DERIVATION = new Derivation(TestKeys.known());

    private Samples() {}

    /** Returns rules without test addresses. */
    static ChallengeRules rules() {
        return new ChallengeRules(MfaLimits.DEFAULT, (challenge, now) -> DERIVATION.tan(challenge));
    }

    /** Returns a challenge for which no TAN was sent yet. */
    static TanChallenge begun(ChallengeRules rules) {
        return rules.begin(origin("salt"), BOUND, NOW).stored(7);
    }

    static Origin origin(String salt) {
        return new Origin(Hash.of(salt), 1);
    }
}
