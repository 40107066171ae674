package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.ChallengeRules.Entry;
import dev.challenger.mfa.ChallengeRules.Refused;
import dev.challenger.mfa.ChallengeRules.Sending;
import dev.challenger.secret.Hash;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A random walk over one protected request: challenges are demanded, sent and guessed at, and messages are handed
 * over at once, late or never, in any order and at any time. The walk keeps its own books, and {@link #step} compares
 * them with the row.
 */
final class ChallengeWalk {
    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(59),
            Duration.ofSeconds(61),
            Duration.ofMinutes(4),
            Duration.ofMinutes(10),
            Duration.ofHours(3),
            Duration.ofHours(13));
    private static final Set<Hash> OWN = Set.of(Samples.BOUND.binding());
    private static final Set<Hash> FOREIGN = Set.of(Hash.of("foreign"));
    private static final Tan NOBODYS = Tan.parse("00000000").orElseThrow();

    private final Random random;
    private final MfaLimits limits;
    private final Derivation derivation;
    private final ChallengeRules rules;
    private final List<Sent> messages = new ArrayList<>();
    private final Map<Tan, Integer> guesses = new HashMap<>();
    private TanChallenge row;
    private Instant now = Samples.NOW;
    private int lives = 1;
    private int compared;

    /** A message whose transmission was claimed. */
    private static final class Sent {
        final Sending sending;
        final Tan tan;
        final Instant at;
        final int life;
        boolean inFlight = true;
        boolean givenBack;

        Sent(Sending sending, Tan tan, Instant at, int life) {
            this.sending = sending;
            this.tan = tan;
            this.at = at;
            this.life = life;
        }
    }

    ChallengeWalk(long seed, Derivation derivation) {
        this.random = new Random(seed);
        this.limits = new MfaLimits(
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                1 + random.nextInt(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(random.nextInt(2) * 60L),
                Duration.ofHours(24),
                Duration.ofMinutes(10));
        this.derivation = derivation;
        this.rules = new ChallengeRules(limits, (challenge, when) -> derivation.tan(challenge));
        this.row = rules.begin(Samples.origin("salt"), Samples.BOUND, now).stored(7);
    }

    /** Makes one random step, and checks that every promise still holds. */
    void step() {
        switch (random.nextInt(10)) {
            case 0 -> now = now.plus(pick(WAITS));
            case 1 -> askAgain();
            case 2, 3, 4 -> send();
            case 5, 6 -> handOver();
            default -> guess();
        }
        requireBooks();
        assertFalse(passes(OWN), "it opens though nobody had the TAN");
    }

    private void askAgain() {
        if (ChallengeRules.over(row, now)) {
            lives++;
            guesses.clear();
            row = rules.beginAgain(row, Samples.origin("salt" + lives), now);
        }
    }

    private void send() {
        if (ChallengeRules.over(row, now)) {
            return;
        }
        TanChallenge before = row;
        if (!(rules.send(row, now) instanceof Sending sending)) {
            requireAllowedAfterTheWait(((Refused) rules.send(row, now)).problem());
            return;
        }
        row = sending.after();
        requireSameTanWhileGood(before);
        messages.add(new Sent(sending, derivation.tan(row), now, lives));
        if (random.nextBoolean()) {
            handOver();
        }
    }

    private void requireAllowedAfterTheWait(Problem refused) {
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_EARLY, refused.code());
        Instant then = now.plus(refused.retryAfter().orElseThrow());
        assertTrue(then.isAfter(now));
        if (then.isBefore(row.expiresAt())) {
            assertTrue(assertInstanceOf(Sending.class, rules.send(row, then))
                            .after()
                            .tans()
                            .issued()
                    <= limits.tans());
        }
    }

    private void requireSameTanWhileGood(TanChallenge before) {
        SentTan out = before.tans().sent();
        if (out != null && out.good(now)) {
            assertEquals(derivation.tan(before), derivation.tan(row));
            assertEquals(out.attemptsLeft(), out().attemptsLeft());
            assertFalse(now.isBefore(out.resendAt()));
        } else {
            assertTrue(row.tans().issued() > before.tans().issued());
            assertEquals(limits.attempts(), out().attemptsLeft());
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
            TanChallenge after = rules.giveBack(row, sent.sending);
            sent.givenBack = !after.equals(row);
            assertTrue(!sent.givenBack || sent.life == lives, "a message of the challenge before was given back");
            row = after;
        }
    }

    /** Enters a wrong TAN, or the right one where it must not help. */
    private void guess() {
        SentTan out = row.tans().sent();
        if (out == null || !out.good(now)) {
            assertNoUse(NOBODYS);
            assertNoUse(derivation.tan(row));
            return;
        }
        Tan wrong = wrongTan();
        Entry entry = rules.confirm(row, wrong, now);
        assertEquals(Reason.WRONG, entry.refusal());
        assertNotEquals(row, entry.after());
        guesses.merge(derivation.tan(row), 1, Integer::sum);
        compared++;
        row = entry.after();
    }

    private void assertNoUse(Tan tan) {
        Entry entry = rules.confirm(row, tan, now);
        assertTrue(entry.refusal() != null && entry.refusal() != Reason.WRONG);
        assertEquals(row, entry.after());
    }

    /** Returns a TAN of an earlier issue, or an invented one. */
    private Tan wrongTan() {
        Tan right = derivation.tan(row);
        List<Tan> old = messages.stream()
                .map(sent -> sent.tan)
                .filter(tan -> !tan.equals(right))
                .toList();
        return old.isEmpty() || random.nextBoolean() ? NOBODYS : pick(old);
    }

    /** Compares the row with the books. */
    private void requireBooks() {
        List<Sent> sent = messages.stream()
                .filter(message -> message.life == lives && !message.givenBack)
                .toList();
        assertTrue(row.tans().issued() <= limits.tans());
        assertTrue(sent.size() <= limits.tans() * limits.transmissions());
        assertTrue(sum(guesses) <= limits.tans() * limits.attempts());
        assertTrue(guesses.values().stream().allMatch(count -> count <= limits.attempts()));
        SentTan out = row.tans().sent();
        if (out != null) {
            assertFalse(out.expiresAt().isAfter(row.expiresAt()));
            assertEquals(limits.attempts() - guesses.getOrDefault(derivation.tan(row), 0), out.attemptsLeft());
            assertTrue(!out.good(now) || sent.stream().anyMatch(this::isOut), "a TAN is good that nobody sent");
        }
    }

    private boolean isOut(Sent sent) {
        return now.isBefore(sent.at.plus(limits.tanValidFor())) && sent.tan.equals(derivation.tan(row));
    }

    private boolean passes(Set<Hash> factors) {
        return ChallengeRules.weigh(factors, random.nextBoolean(), List.of(row), now)
                .passes();
    }

    /**
     * Enters the right TAN at the end. It helps exactly if it is still valid, for this request only, and for a
     * limited time.
     */
    void end() {
        SentTan out = row.tans().sent();
        if (out == null || !out.good(now)) {
            return;
        }
        row = rules.confirm(row, derivation.tan(row), now).after();
        assertTrue(passes(OWN));
        assertFalse(passes(FOREIGN));
        assertEquals(new Entry(row, null, false), rules.confirm(row, derivation.tan(row), now));
        assertInstanceOf(Refused.class, rules.send(row, now));
        messages.forEach(sent -> assertEquals(row, rules.giveBack(row, sent.sending)));
        now = now.plus(limits.opensFor());
        assertFalse(passes(OWN));
    }

    /** Returns the number of wrong guesses that were compared. */
    int compared() {
        return compared;
    }

    /** Returns the number of challenges so far. */
    int lives() {
        return lives;
    }

    private SentTan out() {
        return Objects.requireNonNull(row.tans().sent());
    }

    private static int sum(Map<Tan, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
