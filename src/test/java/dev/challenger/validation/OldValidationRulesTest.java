package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.tan.Tan;
import dev.challenger.testing.TestKeys;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Drives the old rules of validations and those of today by the same random steps, and compares every result. */
class OldValidationRulesTest {
    private static final int WALKS = 2_500;
    private static final int STEPS = 60;
    private static final Derivation DERIVATION = new Derivation(TestKeys.known());
    private static final Tan NOBODYS = Tan.parse("00000000").orElseThrow();
    private static final List<String> ADDRESSES =
            List.of("a@example.com", "a@EXAMPLE.com", "A@example.com", "b@example.com", "c@example.com", "nobody");
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(59),
            Duration.ofSeconds(61),
            Duration.ofMinutes(2),
            Duration.ofMinutes(29),
            Duration.ofMinutes(31));

    private final int[] kinds = new int[8];

    private record Message(OldValidationRules.Submission.Sending old, Submission.Sending today) {}

    private final class Walk {
        private final Random random;
        private final OldValidationRules oldRules;
        private final ValidationRules rules;
        private final List<Message> inFlight = new ArrayList<>();
        private OldValidationRules.Row old;
        private Validation row;
        private Instant now = Samples.NOW;

        Walk(long seed) {
            random = new Random(seed);
            ValidationLimits limits =
                    Samples.limits(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4));
            oldRules = new OldValidationRules(Samples.POLICY, limits, DERIVATION, Samples.NO_TESTS);
            rules = new ValidationRules(Samples.POLICY, limits, DERIVATION, Samples.NO_TESTS);
            boolean readOnly = random.nextInt(8) == 0;
            row = Samples.begun(
                    random.nextBoolean() || readOnly ? Samples.address("a@example.com") : null,
                    readOnly,
                    readOnly ? 1 : limits.addressChanges());
            old = OldValidationRules.Row.begun(row);
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1 -> now = now.plus(pick(WAITS));
                case 2, 3, 4, 5 -> submit(pick(ADDRESSES));
                case 6, 7 -> handOver();
                default -> enter(random.nextInt(20) == 0 && row.tans().sent() != null ? DERIVATION.tan(row) : NOBODYS);
            }
            assertEquals(old.migrated(), row);
        }

        private void submit(String email) {
            Object before = attempt(() -> oldRules.submit(old, Samples.typed(email), now));
            Object after = attempt(() -> rules.submit(row, Samples.typed(email), now));
            if (before instanceof OldValidationRules.Submission was && after instanceof Submission is) {
                assertEquals(was.getClass().getSimpleName(), is.getClass().getSimpleName());
                old = was.after();
                row = is.after();
                if (was instanceof OldValidationRules.Submission.Sending left
                        && is instanceof Submission.Sending right) {
                    assertEquals(left.before().migrated(), right.before());
                    assertEquals(
                            left.newTan(),
                            right.after().tans().issued()
                                    > right.before().tans().issued());
                    inFlight.add(new Message(left, right));
                    kinds[0]++;
                } else {
                    kinds[1]++;
                }
            } else {
                assertEquals(before, after);
                kinds[2]++;
            }
        }

        private void handOver() {
            if (!inFlight.isEmpty()) {
                Message message = inFlight.remove(random.nextInt(inFlight.size()));
                if (random.nextBoolean()) {
                    old = oldRules.giveBack(old, message.old());
                    Validation before = row;
                    row = rules.giveBack(row, message.today());
                    kinds[before.equals(row) ? 3 : 4]++;
                }
            }
        }

        private void enter(Tan tan) {
            Object before = attempt(() -> oldRules.solve(old, () -> tan, now));
            Object after = attempt(() -> rules.solve(row, () -> tan, now));
            if (before instanceof OldValidationRules.Solution.Completed was && after instanceof Solution.Completed is) {
                assertEquals(was.now(), is.now());
                kinds[5]++;
            } else if (before instanceof OldValidationRules.Solution.Refused was
                    && after instanceof Solution.Refused is) {
                assertEquals(was.reason(), is.reason());
                kinds[6]++;
            } else {
                assertEquals(before, after);
                kinds[7]++;
                return;
            }
            old = ((OldValidationRules.Solution) before).after();
            row = ((Solution) after).after();
        }

        /** The result, or the refusal as text. */
        private Object attempt(Supplier<Object> decision) {
            try {
                return decision.get();
            } catch (Problem problem) {
                return problem.getMessage() + problem.retryAfter();
            }
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }

    @Test
    void everyStepOfBothHasTheSameResult() {
        for (long seed = 0; seed < WALKS; seed++) {
            Walk walk = new Walk(seed);
            for (int step = 0; step < STEPS; step++) {
                try {
                    walk.step();
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ", step " + step, e);
                }
            }
        }
        assertTrue(Arrays.stream(kinds).allMatch(count -> count > 100), Arrays.toString(kinds));
    }
}
