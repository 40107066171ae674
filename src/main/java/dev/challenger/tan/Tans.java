package dev.challenger.tan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The TANs of one validation or one TAN challenge. Only the newest one can be entered.
 *
 * @param issued the number of TANs issued so far; it enters the derivation of the newest one
 * @param sent the newest TAN; null if none is out
 */
public record Tans(int issued, @Nullable SentTan sent) {
    /** The state before the first message. */
    public static final Tans NONE = new Tans(0, null);

    /** Returns true if an entry can still be right. */
    public boolean good(Instant now) {
        return sent != null && sent.good(now);
    }

    /** Returns true if a TAN is out and all attempts at it are used up. */
    public boolean exhausted() {
        return sent != null && sent.exhausted();
    }

    /** Returns the number of attempts left at the newest TAN; 0 if none is out. */
    public int attemptsLeft() {
        return sent == null ? 0 : sent.attemptsLeft();
    }

    /** Returns the same TANs with none out. */
    public Tans withNoneSent() {
        return new Tans(issued, null);
    }
}
