package dev.challenger.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.FieldProblem;
import dev.challenger.limit.Subject;
import dev.challenger.tan.TanRules;
import dev.challenger.transmission.NotHandedOver;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the report has words for the reasons that the statistics count. */
class ReasonsTest {
    static Stream<String> reasons() {
        return Stream.of(
                        Stream.of(FieldProblem.Reason.values())
                                .filter(reason -> reason != FieldProblem.Reason.MISSING)
                                .map(reason -> "address-" + reason),
                        Stream.of(Subject.values()).map(subject -> "budget-" + subject),
                        Stream.of(NotHandedOver.Reason.values())
                                .map(reason -> "hand-over-"
                                        + reason.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        Stream.of(TanRules.Reason.values()).map(TanRules.Reason::toString))
                .flatMap(some -> some);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void everyReasonHasWords(String reason) {
        assertNotEquals(reason.replace('-', ' '), Reasons.words(reason));
    }

    @Test
    void onlyBudgetsAndTheBreakerAreBounds() {
        assertTrue(Reasons.isBound("breaker"));
        assertTrue(reasons().filter(reason -> reason.startsWith("budget")).allMatch(Reasons::isBound));
        assertFalse(reasons().filter(reason -> !reason.startsWith("budget")).anyMatch(Reasons::isBound));
    }
}
