package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.mfa.TanChallenge.Origin;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tans;
import dev.challenger.testing.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the derived TANs and ids of challenges with fixed values. A change would invalidate live challenges. */
final class DerivationTest {
    private static final Address ADDRESS = TanChannel.EMAIL.stored("a@example.com");
    private static final Derivation DERIVATION = Samples.DERIVATION;

    private final TanChallenge challenge = Samples.begun(Samples.rules());

    private TanChallenge with(Bound bound) {
        return new TanChallenge(
                7, 0, 0, challenge.origin(), challenge.expiresAt(), bound, null, Tans.NONE, 0, null, false);
    }

    private static Bound to(TanChannel channel, String address) {
        return Bound.of(Samples.LOGIN, Samples.REQUEST, channel, channel.stored(address));
    }

    @Test
    void anIdIsUnreservedAndHasADash() {
        String id = DERIVATION.publicId(challenge).text();

        assertTrue(id.matches("7-[0-9A-Z]{52}"), id);
        assertTrue(DERIVATION.is(PublicId.parse(id).orElseThrow(), challenge));
    }

    @Test
    void anIdDependsOnlyOnItsRowAndItsSalt() {
        PublicId id = DERIVATION.publicId(challenge);

        assertFalse(DERIVATION.is(id, challenge.stored(8)));
        assertFalse(DERIVATION.is(new PublicId(8, id.secret()), challenge));
        assertFalse(DERIVATION.is(id, challenge.begunAgain(Samples.origin("other"), challenge.expiresAt())));
        assertTrue(DERIVATION.is(id, challenge.with(new Tans(2, null), 0).solved(Samples.NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "7",
                "7-",
                "-7-ID",
                "07-ID",
                "0-ID",
                "+7-ID",
                "٧-ID",
                "9999999999999999999-ID",
                "7-IDX",
                "7-ID-",
                " 7-ID",
                "7-ID\n",
                "7ID",
                "7--ID",
                "ID-7"
            })
    void textsOfAnotherFormAreNoId(String text) {
        String id = DERIVATION.publicId(challenge).text().substring(2);

        assertEquals(Optional.empty(), PublicId.parse(text.replace("ID", id)));
    }

    @Test
    void aTanDependsOnTheChallengeTheIssueAndTheAddress() {
        List<TanChallenge> others = new ArrayList<>(List.of(
                challenge,
                challenge.stored(8),
                challenge.begunAgain(Samples.origin("other"), challenge.expiresAt()),
                challenge.with(new Tans(1, null), 0),
                with(to(TanChannel.EMAIL, "other@example.com")),
                with(to(TanChannel.SMS, Samples.PERSON))));

        assertEquals(
                others.size(),
                Set.copyOf(others.stream().map(DERIVATION::tan).toList()).size());
        assertEquals(DERIVATION.tan(challenge), DERIVATION.tan(challenge.solved(Samples.NOW)));
    }

    @Test
    void newKeysMakeNewChallengesAndOldOnesStay() {
        String lines = "1 " + TestKeys.COUNTING + "\n2 " + TestKeys.COUNTING.replace("3RFG", "3RF0") + "\n";
        Derivation both = new Derivation(TestKeys.of(lines));
        TanChallenge newer = challenge.begunAgain(new Origin(challenge.origin().salt(), 2), challenge.expiresAt());

        assertEquals(2, both.newestKeyId());
        assertTrue(both.is(DERIVATION.publicId(challenge), challenge));
        assertEquals(DERIVATION.tan(challenge), both.tan(challenge));
        assertNotEquals(both.tan(challenge), both.tan(newer));
        assertFalse(DERIVATION.knows(newer));
        assertFalse(DERIVATION.is(both.publicId(newer), newer));
    }

    @Test
    void theReferenceDiffersForEachTan() {
        assertTrue(DERIVATION.reference(challenge).matches("[B-Z&&[^AEILOU]]{4}"));
        assertNotEquals(DERIVATION.reference(challenge), DERIVATION.reference(challenge.with(new Tans(1, null), 0)));
    }

    @Test
    void everyPartOfABindingCounts() {
        Demand login = Samples.LOGIN;
        List<Hash> bindings = List.of(
                to(TanChannel.EMAIL, "a@example.com").binding(),
                to(TanChannel.SMS, "a@example.com").binding(),
                to(TanChannel.EMAIL, "b@example.com").binding(),
                Bound.of(login, Hash.of("other"), TanChannel.EMAIL, ADDRESS).binding(),
                Bound.of(
                                new Demand("Shop", login.operation(), login.factors()),
                                Samples.REQUEST,
                                TanChannel.EMAIL,
                                ADDRESS)
                        .binding(),
                Bound.of(new Demand("shop", "auth_config", login.factors()), Samples.REQUEST, TanChannel.EMAIL, ADDRESS)
                        .binding(),
                // The same letters, split at another position.
                Bound.of(new Demand("shopa", "b", login.factors()), Samples.REQUEST, TanChannel.EMAIL, ADDRESS)
                        .binding(),
                Bound.of(new Demand("shop", "ab", login.factors()), Samples.REQUEST, TanChannel.EMAIL, ADDRESS)
                        .binding());

        assertEquals(bindings.size(), Set.copyOf(bindings).size());
    }

    @Test
    void theNumberOfFactorsIsNoPartOfABinding() {
        Demand all = new Demand("shop", "auth_token_creation", List.of(Samples.EMAIL, Samples.SMS), true, true);

        assertEquals(
                Samples.BOUND,
                Bound.of(all, Samples.REQUEST, TanChannel.EMAIL, TanChannel.EMAIL.stored(Samples.PERSON)));
    }
}
