package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the error codes with the registry of the protocol. */
final class ErrorCodeTest {
    /** Number, status and name of each code, from error-codes.md. */
    private static final String REGISTRY = """
            20 405 GENERIC_METHOD_INVALID
            21 404 GENERIC_ENDPOINT_UNKNOWN
            22 400 GENERIC_JSON_INVALID
            23 400 GENERIC_HTTP_HEADERS_MALFORMED
            25 400 GENERIC_PARAMETER_MISSING
            26 400 GENERIC_PARAMETER_MALFORMED
            28 400 GENERIC_COMPRESSION_INVALID
            31 414 GENERIC_URI_TOO_LONG
            32 413 GENERIC_UPLOAD_EXCEEDS_LIMIT
            40 401 GENERIC_UNAUTHORIZED
            51 500 GENERIC_DB_START_FAILED
            52 500 GENERIC_DB_STORE_FAILED
            53 500 GENERIC_DB_FETCH_FAILED
            54 500 GENERIC_DB_COMMIT_FAILED
            55 500 GENERIC_DB_SOFT_FAILURE
            60 500 GENERIC_INTERNAL_INVARIANT_FAILURE
            74 406 GENERIC_FAILED_TO_LOAD_TEMPLATE
            75 500 GENERIC_FAILED_TO_EXPAND_TEMPLATE
            76 501 GENERIC_FEATURE_NOT_IMPLEMENTED
            2000 404 MERCHANT_GENERIC_INSTANCE_UNKNOWN
            2031 403 MERCHANT_GENERIC_MFA_MISSING
            2125 409 MERCHANT_TAN_CHALLENGE_FAILED
            2126 404 MERCHANT_TAN_CHALLENGE_UNKNOWN
            2127 429 MERCHANT_TAN_TOO_MANY_ATTEMPTS
            2128 502 MERCHANT_TAN_MFA_HELPER_EXEC_FAILED
            2129 410 MERCHANT_TAN_CHALLENGE_SOLVED
            2130 429 MERCHANT_TAN_TOO_EARLY
            9750 404 CHALLENGER_GENERIC_CLIENT_UNKNOWN
            9751 403 CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI
            9752 502 CHALLENGER_HELPER_EXEC_FAILED
            9753 404 CHALLENGER_GRANT_UNKNOWN
            9754 400 CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE
            9755 404 CHALLENGER_GENERIC_VALIDATION_UNKNOWN
            9757 429 CHALLENGER_TOO_MANY_ATTEMPTS
            9758 403 CHALLENGER_INVALID_PIN
            9759 409 CHALLENGER_MISSING_ADDRESS
            9760 403 CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY
            """;

    private static final List<String> EXPECTED = REGISTRY.lines().toList();

    @ParameterizedTest
    @EnumSource
    void everyCodeEqualsThatOfTheRegistry(ErrorCode code) {
        assertTrue(EXPECTED.contains(code.number() + " " + code.status() + " " + code.name()), code.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHALLENGER_", "MERCHANT_TAN_"})
    void everyCodeOfTheProtocolExists(String protocol) {
        List<String> expected =
                EXPECTED.stream().filter(line -> line.contains(" " + protocol)).toList();

        assertEquals(
                expected,
                Stream.of(ErrorCode.values())
                        .filter(code -> code.name().startsWith(protocol))
                        .map(code -> code.number() + " " + code.status() + " " + code.name())
                        .toList());
    }

    @Test
    void codesAreInTheOrderOfTheirNumbers() {
        List<ErrorCode> codes = List.of(ErrorCode.values());

        assertEquals(
                codes.stream()
                        .sorted(Comparator.comparingInt(ErrorCode::number))
                        .toList(),
                codes);
    }

    /** The hint is also the {@code error_description} of RFC 6749, and part of a log line. */
    @ParameterizedTest
    @EnumSource
    void everyHintIsOnePlainSentence(ErrorCode code) {
        assertTrue(code.hint().matches("[A-Z][A-Za-z0-9 ,:;-]+\\."), code.hint());
    }
}
