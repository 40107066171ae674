package dev.challenger.tan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.tan.TanRules.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * A random walk over the states of one row with TANs. Its steps request messages, hand them over at once, late or never, and
 * enter wrong TANs, in any order and at any time. The walk keeps its own books and compares them with the row after each step.
 *
 * @param <R> the row
 * @param <S> the decision to send a message
 */
public abstract class TanWalk<R, S> {
    private static final Tan NEVER_SENT = Tan.parse("00000000").orElseThrow();

    protected final Random random;
    protected R row;
    protected Instant now;
    private final List<Duration> waits;
    private final Duration tanValidFor;
    private final int attempts;
    private final List<Message<S>> messages = new ArrayList<>();
    private final Map<Tan, Integer> guesses = new HashMap<>();
    private final Map<Tan, Instant> firstSentAt = new HashMap<>();
    private int compared;

    /** A message whose transmission was claimed. */
    private static final class Message<S> {
        final S sending;
        final Tan tan;
        final int group;
        final Instant goodUntil;
        boolean inFlight = true;
        boolean givenBack;

        Message(S sending, Tan tan, int group, Instant goodUntil) {
            this.sending = sending;
            this.tan = tan;
            this.group = group;
            this.goodUntil = goodUntil;
        }
    }

    protected TanWalk(Random random, Instant now, List<Duration> waits, Duration tanValidFor, int attempts, R row) {
        this.random = random;
        this.now = now;
        this.waits = waits;
        this.tanValidFor = tanValidFor;
        this.attempts = attempts;
        this.row = row;
    }

    /** Requests a message, and calls {@link #sent} if one is to be sent. */
    protected abstract void send();

    /** Takes a step that only this kind of row has. */
    protected abstract void other();

    protected abstract R giveBack(R current, S sending);

    protected abstract Tans tans(R of);

    /** Returns the newest TAN of a row, if it has one. */
    protected abstract Optional<Tan> right(R of);

    /** Enters a wrong TAN that must be compared, and returns the row after it. */
    protected abstract R wrong(Tan tan);

    /** Enters a TAN, and checks that it is not compared, for this reason. */
    protected abstract void requireNoUse(Tan tan, Reason reason);

    /** Compares the books with the row. */
    protected abstract void requireBooks();

    /** Returns the number of the address or challenge for which messages are counted. */
    protected abstract int group();

    /** Takes a random step, and checks that every promise still holds. */
    public final void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> now = now.plus(pick(waits));
            case 2 -> other();
            case 3, 4, 5 -> send();
            case 6, 7 -> handOver();
            default -> guess();
        }
        requireTanBooks();
        requireBooks();
    }

    /** Records a message that was claimed. */
    protected final void sent(R before, boolean mayRepeat, S sending) {
        SentTan out = tans(before).sent();
        SentTan is = Objects.requireNonNull(tans(row).sent());
        if (mayRepeat && out != null && out.good(now)) {
            assertEquals(right(before), right(row));
            assertEquals(tans(before).issued(), tans(row).issued());
            assertEquals(out.attemptsLeft(), is.attemptsLeft());
        } else {
            assertEquals(tans(before).issued() + 1, tans(row).issued());
            assertEquals(attempts, is.attemptsLeft());
            firstSentAt.put(right(row).orElseThrow(), now);
        }
        messages.add(new Message<>(sending, right(row).orElseThrow(), group(), now.plus(tanValidFor)));
        if (random.nextBoolean()) {
            handOver();
        }
    }

    /** Lets the hand-over of one message in flight succeed or fail. */
    private void handOver() {
        List<Message<S>> inFlight =
                messages.stream().filter(message -> message.inFlight).toList();
        if (inFlight.isEmpty()) {
            return;
        }
        Message<S> message = pick(inFlight);
        message.inFlight = false;
        if (random.nextBoolean()) {
            int group = group();
            R after = giveBack(row, message.sending);
            message.givenBack = !after.equals(row);
            assertTrue(
                    !message.givenBack || message.group == group,
                    "a message of an earlier address or challenge was given back");
            row = after;
        }
    }

    /** Enters a wrong TAN, and where no TAN can be compared also the right one. */
    private void guess() {
        SentTan out = tans(row).sent();
        if (out != null && out.good(now)) {
            R after = wrong(wrongTan());
            assertNotEquals(row, after);
            guesses.merge(right(row).orElseThrow(), 1, Integer::sum);
            compared++;
            row = after;
            return;
        }
        Reason reason = out == null ? Reason.NOTHING_SENT : out.attemptsLeft() == 0 ? Reason.EXHAUSTED : Reason.EXPIRED;
        requireNoUse(NEVER_SENT, reason);
        requireNoUse(wrongTan(), reason);
        right(row).ifPresent(tan -> requireNoUse(tan, reason));
    }

    /** Returns an earlier TAN, or one that was never sent. */
    protected final Tan wrongTan() {
        Tan right = right(row).orElse(NEVER_SENT);
        List<Tan> old = messages.stream()
                .map(message -> message.tan)
                .filter(tan -> !tan.equals(right))
                .toList();
        return old.isEmpty() || random.nextBoolean() ? NEVER_SENT : pick(old);
    }

    private void requireTanBooks() {
        SentTan out = tans(row).sent();
        assertTrue(tans(row).issued() >= 0);
        assertTrue(guesses.values().stream().allMatch(count -> count <= attempts));
        if (out != null) {
            Tan right = right(row).orElseThrow();
            assertEquals(attempts - guesses.getOrDefault(right, 0), out.attemptsLeft());
            assertTrue(
                    !out.good(now)
                            || messages.stream()
                                    .anyMatch(message -> message.group == group()
                                            && !message.givenBack
                                            && now.isBefore(message.goodUntil)
                                            && message.tan.equals(right)),
                    "a TAN is valid that was never sent");
            Instant end = Objects.requireNonNull(firstSentAt.get(right)).plus(tanValidFor.multipliedBy(2));
            assertTrue(!out.good(now) || now.isBefore(end), "a TAN is prolonged without end");
        }
    }

    /** Checks that no message can be given back, because the row is solved. */
    protected final void requireNothingGivenBack() {
        messages.forEach(message -> assertEquals(row, giveBack(row, message.sending)));
    }

    /** Resets the count of guesses, because a new challenge begins in the row. */
    protected final void forgetGuesses() {
        assertFalse(tans(row).good(now));
        guesses.clear();
    }

    protected final int guesses() {
        return guesses.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of messages of a group that were not given back. */
    protected final int used(int group) {
        return (int) messages.stream()
                .filter(message -> message.group == group && !message.givenBack)
                .count();
    }

    /** Returns the number of wrong guesses that were compared. */
    public final int compared() {
        return compared;
    }

    protected final <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
