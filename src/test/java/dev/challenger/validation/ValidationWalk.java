package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.tan.TanWalk;
import dev.challenger.tan.Tans;
import dev.challenger.validation.Submission.Sending;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** The random walk of a validation, to which different addresses are submitted in several spellings. */
final class ValidationWalk extends TanWalk<Validation, Sending> {
    private static final List<String> ADDRESSES =
            List.of("a@example.com", "a@EXAMPLE.com", "A@example.com", "b@example.com", "c@example.com", "nobody");
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(59),
            Duration.ofSeconds(61),
            Duration.ofMinutes(2),
            Duration.ofMinutes(29),
            Duration.ofMinutes(31));

    private final ValidationLimits limits;
    private final Derivation derivation;
    private final ValidationRules rules;
    private final int addresses;
    private int entered;

    static ValidationWalk of(long seed, Derivation derivation) {
        Random random = new Random(seed);
        ValidationLimits limits = Samples.limits(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4));
        boolean readOnly = random.nextInt(8) == 0;
        int addresses = readOnly ? 1 : limits.addressChanges();
        return new ValidationWalk(
                random,
                limits,
                derivation,
                Samples.begun(
                        random.nextBoolean() || readOnly ? Samples.address("a@example.com") : null,
                        readOnly,
                        addresses));
    }

    private ValidationWalk(Random random, ValidationLimits limits, Derivation derivation, Validation begun) {
        super(random, Samples.NOW, WAITS, limits.tanValidFor(), limits.attempts(), begun);
        this.limits = limits;
        this.derivation = derivation;
        this.rules = new ValidationRules(Samples.POLICY, limits, derivation, Samples.NO_TESTS);
        this.addresses = begun.changesLeft();
    }

    @Override
    protected void send() {
        Validation before = row;
        Submission submission = rules.submit(row, Samples.typed(pick(ADDRESSES)), now);
        row = submission.after();
        if (submission instanceof Sending sending) {
            boolean sameAddress = row.changesLeft() == before.changesLeft();
            entered += sameAddress ? 0 : 1;
            sent(before, sameAddress, sending);
        } else {
            assertTrue(submission instanceof Submission.Waiting || submission instanceof Refused);
            assertEquals(before, row);
        }
    }

    @Override
    protected void other() {
        send();
    }

    @Override
    protected Validation giveBack(Validation current, Sending sending) {
        Validation after = rules.giveBack(current, sending, random.nextBoolean());
        entered -= after.changesLeft() - current.changesLeft();
        return after;
    }

    @Override
    protected Tans tans(Validation of) {
        return of.tans();
    }

    @Override
    protected Optional<Tan> right(Validation of) {
        return of.tans().sent() == null ? Optional.empty() : Optional.of(derivation.tan(of));
    }

    @Override
    protected Validation wrong(Tan tan) {
        Solution.Wrong wrong = assertInstanceOf(Solution.Wrong.class, rules.solve(row, () -> tan, now));
        assertEquals(Reason.WRONG, wrong.reason());
        return wrong.after();
    }

    @Override
    protected void requireNoUse(Tan tan, Reason reason) {
        Solution solution = rules.solve(row, () -> tan, now);
        if (solution instanceof Refused) {
            assertEquals(row, solution.after());
            assertEquals(Reason.EXHAUSTED, reason);
            assertEquals(0, Objects.requireNonNull(row.destination()).transmissionsLeft());
        } else {
            assertEquals(new Solution.Wrong(row, reason), solution);
        }
    }

    @Override
    protected int group() {
        return entered;
    }

    @Override
    protected void requireBooks() {
        assertEquals(addresses - entered, row.changesLeft());
        Destination destination = row.destination();
        if (destination == null) {
            assertEquals(0, entered);
        } else {
            assertEquals(limits.transmissions() - used(entered), destination.transmissionsLeft());
        }
        int most = addresses * limits.transmissions();
        int used = 0;
        for (int address = 1; address <= entered; address++) {
            assertTrue(used(address) <= limits.transmissions());
            used += used(address);
        }
        assertTrue(used <= most);
        assertTrue(guesses() <= most * limits.attempts());
        assertTrue(entered <= addresses);
    }

    /** Enters the right TAN: it solves the validation exactly if it is still valid, and then nothing changes any more. */
    void end() {
        SentTan out = row.tans().sent();
        if (out == null || !out.good(now)) {
            return;
        }
        Tan right = derivation.tan(row);
        row = assertInstanceOf(Solution.Completed.class, rules.solve(row, () -> right, now))
                .after();
        assertTrue(row.solved());
        assertEquals(row, rules.solve(row, this::wrongTan, now).after());
        assertEquals(row, rules.submit(row, Samples.typed("c@example.com"), now).after());
        requireNothingGivenBack();
    }
}
