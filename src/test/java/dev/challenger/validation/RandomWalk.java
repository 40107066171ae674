package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.validation.Submission.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random walk over one validation: addresses are submitted, wrong TANs are entered, and messages are handed over at
 * once, late or never, in any order and at any time. The walk keeps its own books, and {@link #step} compares them
 * with the row after each step.
 */
final class RandomWalk {
    private static final List<String> ADDRESSES =
            List.of("a@example.com", "a@EXAMPLE.com", "A@example.com", "b@example.com", "c@example.com", "nobody");
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(59),
            Duration.ofSeconds(61),
            Duration.ofMinutes(2),
            Duration.ofMinutes(29),
            Duration.ofMinutes(31));

    private static final Tan NOBODYS = Tan.parse("00000000").orElseThrow();

    private final Random random;
    private final ValidationLimits limits;
    private final Derivation derivation;
    private final ValidationRules rules;
    private final int addresses;
    private final List<Sent> messages = new ArrayList<>();
    private final Map<Tan, Integer> guesses = new HashMap<>();
    private Validation row;
    private Instant now = Samples.NOW;
    private int entered;

    /** A message whose transmission was claimed. */
    private static final class Sent {
        final Sending sending;
        final Tan tan;
        final int address;
        final Instant goodUntil;
        boolean inFlight = true;
        boolean givenBack;

        Sent(Sending sending, Tan tan, int address, Instant goodUntil) {
            this.sending = sending;
            this.tan = tan;
            this.address = address;
            this.goodUntil = goodUntil;
        }
    }

    RandomWalk(long seed, Derivation derivation) {
        this.random = new Random(seed);
        this.limits = Samples.limits(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4));
        this.derivation = derivation;
        this.rules = new ValidationRules(Samples.POLICY, limits, derivation, Samples.NO_TESTS);
        boolean readOnly = random.nextInt(8) == 0;
        this.addresses = readOnly ? 1 : limits.addressChanges();
        this.row = Samples.begun(
                random.nextBoolean() || readOnly ? Samples.address("a@example.com") : null, readOnly, addresses);
    }

    /** Makes one random step, and checks that every promise still holds. */
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> now = now.plus(pick(WAITS));
            case 2, 3, 4, 5 -> submit(pick(ADDRESSES));
            case 6, 7 -> handOver();
            default -> guess();
        }
        requireBooks();
        requirePromise();
    }

    private void submit(String address) {
        Validation before = row;
        Submission submission = rules.submit(row, Samples.typed(address), now);
        if (submission instanceof Refused) {
            assertEquals(before, submission.after());
            return;
        }
        row = submission.after();
        if (!(submission instanceof Sending sending)) {
            assertInstanceOf(Submission.Waiting.class, submission);
            assertEquals(before, row);
            return;
        }
        if (row.changesLeft() < before.changesLeft()) {
            entered++;
        } else {
            requireSameTanWhileGood(before);
        }
        messages.add(new Sent(sending, derivation.tan(row), entered, now.plus(limits.tanValidFor())));
        if (random.nextBoolean()) {
            handOver();
        }
    }

    private void requireSameTanWhileGood(Validation before) {
        SentTan out = before.tans().sent();
        if (out != null && out.good(now)) {
            assertEquals(derivation.tan(before), derivation.tan(row));
            assertEquals(out.attemptsLeft(), Objects.requireNonNull(out()).attemptsLeft());
        } else {
            assertEquals(limits.attempts(), Objects.requireNonNull(out()).attemptsLeft());
        }
    }

    /** Lets one of the messages on their way arrive or fail. */
    private void handOver() {
        List<Sent> inFlight = messages.stream().filter(sent -> sent.inFlight).toList();
        if (inFlight.isEmpty()) {
            return;
        }
        Sent sent = pick(inFlight);
        sent.inFlight = false;
        if (random.nextBoolean()) {
            Validation after = rules.giveBack(row, sent.sending);
            sent.givenBack = !after.equals(row);
            row = after;
        }
    }

    /** Enters a wrong TAN, or the right one where it must not help. */
    private void guess() {
        SentTan out = out();
        if (out == null) {
            requireNoUse(wrongTan(), Reason.NOTHING_SENT);
        } else if (out.attemptsLeft() == 0) {
            requireNoUse(derivation.tan(row), Reason.EXHAUSTED);
        } else if (!now.isBefore(out.expiresAt())) {
            requireNoUse(derivation.tan(row), Reason.EXPIRED);
        } else {
            Tan wrong = wrongTan();
            Solution.Wrong refused = assertInstanceOf(Solution.Wrong.class, rules.solve(row, () -> wrong, now));
            assertEquals(Reason.WRONG, refused.reason());
            assertNotEquals(row, refused.after());
            guesses.merge(derivation.tan(row), 1, Integer::sum);
            row = refused.after();
        }
    }

    private void requireNoUse(Tan tan, Reason reason) {
        Solution solution = rules.solve(row, () -> tan, now);
        if (solution instanceof Refused) {
            assertEquals(row, solution.after());
            assertEquals(Reason.EXHAUSTED, reason);
            assertEquals(0, Objects.requireNonNull(row.destination()).transmissionsLeft());
        } else {
            assertEquals(new Solution.Wrong(row, reason), solution);
        }
    }

    /** Returns a TAN of an earlier issue, or an invented one. */
    private Tan wrongTan() {
        Tan right = out() == null ? NOBODYS : derivation.tan(row);
        List<Tan> old = messages.stream()
                .map(sent -> sent.tan)
                .filter(tan -> !tan.equals(right))
                .toList();
        return old.isEmpty() || random.nextBoolean() ? NOBODYS : pick(old);
    }

    /** Compares the row with the books. */
    private void requireBooks() {
        assertEquals(addresses - entered, row.changesLeft());
        assertTrue(row.tans().issued() >= 0);
        Destination destination = row.destination();
        if (destination == null) {
            assertEquals(0, entered);
            return;
        }
        assertEquals(limits.transmissions() - used(entered), destination.transmissionsLeft());
        SentTan out = out();
        if (out != null) {
            assertEquals(limits.attempts() - guesses.getOrDefault(derivation.tan(row), 0), out.attemptsLeft());
            assertTrue(!out.good(now) || messages.stream().anyMatch(this::isOut), "a TAN is good that nobody sent");
        }
    }

    private boolean isOut(Sent sent) {
        return !sent.givenBack && now.isBefore(sent.goodUntil) && sent.tan.equals(derivation.tan(row));
    }

    private void requirePromise() {
        int most = addresses * limits.transmissions();
        assertTrue(messages.stream().filter(sent -> !sent.givenBack).count() <= most);
        assertTrue(guesses.values().stream().mapToInt(Integer::intValue).sum() <= most * limits.attempts());
        assertTrue(entered <= addresses);
        for (int address = 1; address <= entered; address++) {
            assertTrue(used(address) <= limits.transmissions());
        }
    }

    private int used(int address) {
        return (int) messages.stream()
                .filter(sent -> sent.address == address && !sent.givenBack)
                .count();
    }

    /** Enters the right TAN at the end. It helps exactly if it is still valid, and afterwards nothing changes. */
    void end() {
        SentTan out = out();
        if (out == null || !out.good(now)) {
            return;
        }
        Tan right = derivation.tan(row);
        row = assertInstanceOf(Solution.Completed.class, rules.solve(row, () -> right, now))
                .after();
        assertTrue(row.solved());
        assertEquals(row, rules.solve(row, this::wrongTan, now).after());
        assertEquals(row, rules.submit(row, Samples.typed("c@example.com"), now).after());
        messages.forEach(sent -> assertEquals(row, rules.giveBack(row, sent.sending)));
    }

    /** Returns the number of wrong guesses that were compared. */
    int compared() {
        return guesses.values().stream().mapToInt(Integer::intValue).sum();
    }

    private @Nullable SentTan out() {
        return row.tans().sent();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
