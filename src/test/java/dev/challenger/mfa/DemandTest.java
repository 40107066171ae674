package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.mfa.Demand.Factor;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which demands are accepted. */
final class DemandTest {
    private static Demand demand(String instance, String operation, int factors) {
        return new Demand(instance, operation, Collections.nCopies(factors, Samples.EMAIL));
    }

    private static void assertMalformed(String parameter, String instance, String operation, int factors) {
        Problem problem = assertThrows(Problem.class, () -> demand(instance, operation, factors));
        assertEquals(Problem.malformed(parameter).getMessage(), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "7", "a.b_c-d@e", "A"})
    void instancesAreNamedAsInPaths(String instance) {
        assertDoesNotThrow(() -> demand(instance, "x", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "-a", "_a", "@a", "a b", "a/b", "é", "a\n", "a%20"})
    void otherNamesOfInstancesAreMalformed(String instance) {
        assertMalformed("instance", instance, "x", 1);
    }

    @Test
    void aNameHasAMaximumLength() {
        assertDoesNotThrow(() -> demand("a".repeat(255), "x".repeat(100), 16));
        assertMalformed("instance", "a".repeat(256), "x", 1);
        assertMalformed("operation", "a", "x".repeat(101), 1);
        assertMalformed("factors", "a", "x", 17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\u3000 ", "a\nb", "a\rBcc: x", "\u202Egp", "a\u2028b", "\ud800"})
    void aTextThatCannotStandInAMessageIsNoOperation(String operation) {
        assertMalformed("operation", "a", operation, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth_config", "Kasse öffnen", "delete 😀"})
    void anyOtherNameOfAnOperationIsFine(String operation) {
        assertDoesNotThrow(() -> demand("a", operation, 1));
    }

    @Test
    void aDemandWithoutFactorsIsMalformed() {
        Problem problem = assertThrows(Problem.class, () -> new Demand("a", "x", List.of()));

        assertEquals(ErrorCode.MERCHANT_GENERIC_MFA_MISSING, problem.code());
    }

    @Test
    void noAddressIsPrinted() {
        assertFalse(new Demand("a", "x", List.of(new Factor(TanChannel.EMAIL, Samples.PERSON)))
                .toString()
                .contains("person"));
    }
}
