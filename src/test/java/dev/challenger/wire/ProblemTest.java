package dev.challenger.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks that a problem carries its code, status and hint. */
final class ProblemTest {
    @Test
    void aProblemHasTheUsualStatusOfItsCode() {
        assertEquals(404, new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN).status());
    }

    @Test
    void anotherStatusOrWaitKeepsTheOtherValues() {
        Problem problem = Problem.malformed("pin").withStatus(403).withRetryAfter(Duration.ofSeconds(5));

        assertEquals(ErrorCode.GENERIC_PARAMETER_MALFORMED, problem.code());
        assertEquals(403, problem.status());
        assertEquals(Optional.of("pin"), problem.detail());
        assertEquals(Optional.of(Duration.ofSeconds(5)), problem.retryAfter());
        assertEquals("GENERIC_PARAMETER_MALFORMED: pin", problem.getMessage());
    }

    @Test
    void aProblemCarriesNoStackTrace() {
        assertEquals(0, Problem.missing("pin").getStackTrace().length);
    }
}
