package dev.challenger.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.client.Client;
import dev.challenger.secret.Hash;
import dev.challenger.tan.Tans;
import dev.challenger.testing.Addresses;
import dev.challenger.validation.Authorization;
import dev.challenger.validation.CodeChallenge;
import dev.challenger.validation.CodeChallenge.Method;
import dev.challenger.validation.Destination;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks the rules by which a code is exchanged for an access token, without a database. */
final class RedemptionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(300);
    private static final String URI = "https://shop.example/callback";
    private static final Client CLIENT = new Client(7, "Sample Shop", List.of(URI), false, false);
    private static final Address PERSON = Addresses.email("person@example.com");
    private static final Grant.Token TOKEN = new Grant.Token(Hash.of("token"), NOW.plus(Duration.ofHours(1)));
    private static final Instant ERASED = NOW.plus(Duration.ofDays(7));
    private static final String VERIFIER = "v".repeat(43);
    private static final Authorization BOUND = new Authorization(URI, null, null, false, false);

    @Test
    void aCodeGivesATokenAndTheAddressIsErasedSomeTimeLater() {
        Redemption redemption = redeem(solved(BOUND), URI, null);

        Grant grant = Objects.requireNonNull(redemption.after().grant());
        assertFalse(redemption.used());
        assertTrue(grant.redeemed());
        assertEquals(TOKEN, grant.token());
        assertEquals(ERASED, grant.eraseAt());
    }

    @Test
    void presentingACodeAgainRevokesItsTokenWhateverElseIsPresented() {
        Validation redeemed = redeem(solved(BOUND), URI, null).after();

        Redemption again = redeem(redeemed, "app:other", "x");

        assertTrue(again.used());
        assertNull(Objects.requireNonNull(again.after().grant()).token());
        Redemption third = redeem(again.after(), URI, null);
        assertTrue(third.used());
        assertSame(again.after(), third.after());
    }

    @Test
    void presentingAnExpiredCodeAgainRevokesItsTokenToo() {
        Validation redeemed = redeem(solved(BOUND), URI, null).after();

        assertTrue(redeem(redeemed, URI, null, EXPIRY.plusSeconds(60)).used());
    }

    @Test
    void aCodeWorksForFiveMinutes() {
        Validation solved = solved(BOUND);

        assertFalse(redeem(solved, URI, null, EXPIRY.minusMillis(1)).used());
        assertRefused(400, ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE, () -> redeem(solved, URI, null, EXPIRY));
    }

    @Test
    void theRedirectUriMustBeTheBoundOne() {
        Validation solved = solved(BOUND);

        assertRefused(
                400,
                ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI,
                () -> redeem(solved, URI + "/", null));
        assertRefused(400, ErrorCode.GENERIC_PARAMETER_MISSING, () -> redeem(solved, null, null));
    }

    @Test
    void aRedirectUriThatWasNotBoundMayBeLeftOutOrBeTheRegisteredOne() {
        Validation solved = solved(Authorization.NONE);

        assertFalse(redeem(solved, null, null).used());
        assertFalse(redeem(solved, URI, null).used());
        assertRefused(
                400,
                ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI,
                () -> redeem(solved, "app:other", null));
    }

    @Test
    void theVerifierMustMatchTheCodeChallenge() {
        Validation solved =
                solved(new Authorization(null, null, new CodeChallenge(VERIFIER, Method.PLAIN), false, false));

        assertFalse(redeem(solved, URI, VERIFIER).used());
        assertRefused(400, ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE, () -> redeem(solved, URI, "w".repeat(43)));
        assertRefused(400, ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE, () -> redeem(solved, URI, null));
    }

    /** An attacker between client and service removed the code challenge from the authorization request. */
    @Test
    void aVerifierWithoutACodeChallengeIsRefused() {
        assertRefused(400, ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE, () -> redeem(solved(BOUND), URI, VERIFIER));
    }

    @Test
    void aClientThatRequiresPkceGetsNothingWithLessThanS256() {
        Client strict = new Client(7, "Sample Shop", List.of(URI), true, false);
        Authorization plain = new Authorization(null, null, new CodeChallenge(VERIFIER, Method.PLAIN), false, false);

        assertRefused(
                400,
                ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE,
                () -> redeem(validation(strict, PERSON, BOUND), URI, null));
        assertRefused(
                400,
                ErrorCode.CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE,
                () -> redeem(validation(strict, PERSON, plain), URI, VERIFIER));
    }

    @Test
    void aValidationWithoutAnAddressGrantsNoToken() {
        assertRefused(
                409, ErrorCode.CHALLENGER_MISSING_ADDRESS, () -> redeem(validation(CLIENT, null, BOUND), URI, null));
    }

    private static Redemption redeem(Validation validation, @Nullable String uri, @Nullable String verifier) {
        return redeem(validation, uri, verifier, NOW);
    }

    private static Redemption redeem(
            Validation validation, @Nullable String uri, @Nullable String verifier, Instant now) {
        return Redemption.redeem(
                validation, Optional.ofNullable(uri), Optional.ofNullable(verifier), TOKEN, ERASED, now);
    }

    private static Validation solved(Authorization authorization) {
        return validation(CLIENT, PERSON, authorization);
    }

    private static Validation validation(Client client, @Nullable Address address, Authorization authorization) {
        Grant grant = new Grant(Hash.of("code"), 1, EXPIRY, false, NOW.plus(Duration.ofDays(365)), null, null);
        Destination destination = address == null ? null : new Destination(address, 2);
        return new Validation(
                1,
                0,
                Hash.of("nonce"),
                client,
                NOW,
                PERSON,
                false,
                authorization,
                null,
                2,
                0,
                destination,
                new Tans(1, null),
                grant);
    }

    private static void assertRefused(int status, ErrorCode code, org.junit.jupiter.api.function.Executable redeeming) {
        Problem problem = assertThrows(Problem.class, redeeming);
        assertEquals(code, problem.code());
        assertEquals(status, problem.status());
    }
}
