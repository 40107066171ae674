package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.tan.Tan;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Drives the old rules of TAN challenges and those of today by the same random steps, and compares every result. */
class OldChallengeRulesTest {
    private static final int WALKS = 1_000;
    private static final int STEPS = 150;
    private static final Tan NOBODYS = Tan.parse("00000000").orElseThrow();
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(59),
            Duration.ofSeconds(61),
            Duration.ofMinutes(4),
            Duration.ofMinutes(10),
            Duration.ofHours(3),
            Duration.ofHours(13));

    private final int[] kinds = new int[8];

    private record Message(OldChallengeRules.Sending old, ChallengeRules.Sending today) {}

    private final class Walk {
        private final Random random;
        private final OldChallengeRules oldRules;
        private final ChallengeRules rules;
        private final List<Message> inFlight = new ArrayList<>();
        private OldChallengeRules.Row old;
        private TanChallenge row;
        private Instant now = Samples.NOW;
        private int lives;

        Walk(long seed) {
            random = new Random(seed);
            MfaLimits limits = new MfaLimits(
                    1 + random.nextInt(3),
                    1 + random.nextInt(4),
                    1 + random.nextInt(3),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(random.nextInt(2) * 60L),
                    Duration.ofHours(24),
                    Duration.ofMinutes(10));
            oldRules = new OldChallengeRules(limits, (challenge, when) -> Samples.DERIVATION.tan(challenge));
            rules = new ChallengeRules(limits, (challenge, when) -> Samples.DERIVATION.tan(challenge));
            old = oldRules.begin(Samples.origin("salt"), Samples.BOUND, now).stored(7);
            row = rules.begin(Samples.origin("salt"), Samples.BOUND, now).stored(7);
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0 -> now = now.plus(pick(WAITS));
                case 1 -> beginAgain();
                case 2, 3, 4 -> send();
                case 5, 6 -> handOver();
                default -> enter(random.nextInt(8) == 0 ? Samples.DERIVATION.tan(row) : NOBODYS);
            }
            assertEquals(old.migrated(), row);
            assertEquals(oldRules.sendableAt(old, now), rules.sendableAt(row, now));
            if (old.tan() != null && row.tans().sent() != null) {
                assertEquals(oldRules.sentAt(old.tan()), rules.sentAt(row.tans().sent()));
            }
        }

        private void beginAgain() {
            assertEquals(OldChallengeRules.over(old, now), ChallengeRules.over(row, now));
            if (ChallengeRules.over(row, now)) {
                lives++;
                old = oldRules.beginAgain(old, Samples.origin("salt" + lives), now);
                row = rules.beginAgain(row, Samples.origin("salt" + lives), now);
                kinds[0]++;
            }
        }

        private void send() {
            Object before = attempt(() -> oldRules.send(old, now));
            Object after = attempt(() -> rules.send(row, now));
            if (before instanceof OldChallengeRules.Sending was && after instanceof ChallengeRules.Sending is) {
                assertEquals(was.before().migrated(), is.before());
                assertEquals(was.newTan(), is.newTan());
                old = was.after();
                row = is.after();
                inFlight.add(new Message(was, is));
                kinds[1]++;
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
                    TanChallenge before = row;
                    row = rules.giveBack(row, message.today());
                    kinds[before.equals(row) ? 3 : 4]++;
                }
            }
        }

        private void enter(Tan tan) {
            Object before = attempt(() -> oldRules.confirm(old, tan, now));
            Object after = attempt(() -> rules.confirm(row, tan, now));
            if (before instanceof OldChallengeRules.Entry was && after instanceof ChallengeRules.Entry is) {
                assertEquals(was.right(), is.right());
                assertEquals(was.solves(), is.solves());
                old = was.after();
                row = is.after();
                kinds[was.right() ? 5 : 6]++;
            } else {
                assertEquals(before, after);
                kinds[7]++;
            }
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
