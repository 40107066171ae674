package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which code challenges and verifiers of PKCE (RFC 7636) are accepted. */
final class CodeChallengeTest {
    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void s256ComparesWithTheHashOfTheVerifier() {
        CodeChallenge challenge = parse(CHALLENGE, "S256");

        assertTrue(challenge.matches(VERIFIER));
        assertFalse(challenge.matches(CHALLENGE));
        assertFalse(challenge.matches(VERIFIER + "x"));
        assertFalse(challenge.matches(""));
        assertFalse(challenge.matches("é"));
    }

    @ParameterizedTest
    @CsvSource({"plain", "''"})
    void plainComparesWithTheVerifierAndIsTheDefaultMethod(String method) {
        CodeChallenge challenge = parse(VERIFIER, method.isEmpty() ? null : method);

        assertTrue(challenge.matches(VERIFIER));
        assertFalse(challenge.matches(CHALLENGE));
    }

    @Test
    void withoutChallengeAndMethodThereIsNoPkce() {
        assertEquals(Optional.empty(), CodeChallenge.parse(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s256", "S512", "PLAIN", "none"})
    void anUnknownMethodIsMalformed(String method) {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, "code_challenge_method", CHALLENGE, method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\n",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw cM",
            })
    void aChallengeOfAnotherFormIsMalformed(String challenge) {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, "code_challenge", challenge, "S256");
    }

    @Test
    void aChallengeHas43To128Symbols() {
        assertEquals(43, parse("a".repeat(43), "plain").value().length());
        assertEquals(128, parse("a".repeat(128), "plain").value().length());
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, "code_challenge", "a".repeat(129), "plain");
    }

    @Test
    void aMethodNeedsAChallenge() {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, "code_challenge", null, "S256");
    }

    private static CodeChallenge parse(@Nullable String challenge, @Nullable String method) {
        return CodeChallenge.parse(Optional.ofNullable(challenge), Optional.ofNullable(method))
                .orElseThrow();
    }

    private static void assertRefused(ErrorCode code, String detail, @Nullable String challenge, String method) {
        Problem problem = assertThrows(Problem.class, () -> parse(challenge, method));
        assertEquals(code, problem.code());
        assertEquals(Optional.of(detail), problem.detail());
    }
}
