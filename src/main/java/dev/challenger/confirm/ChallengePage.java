package dev.challenger.confirm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The model of the page of a TAN challenge.
 *
 * @param path of the challenge, below the root of the web application
 * @param query of the URL of each form; may be empty
 * @param openQuery the same without a language, to be completed by one: it ends where a parameter goes on
 * @param asker the instance that asks
 * @param operation the operation to confirm, in words
 * @param channel of the message: {@code email} or {@code phone}
 * @param hint enough of the address for its owner to recognise it; may be empty
 * @param back the URI where the person goes on in the end; null if they go back by themselves
 * @param notice about the last action; null if there is nothing to say
 * @param code the TAN that was sent last; null if nothing was sent, or if the challenge is solved
 * @param resend the conditions of another message
 */
public record ChallengePage(
        String path,
        String query,
        String openQuery,
        String asker,
        String operation,
        String channel,
        String hint,
        @Nullable String back,
        @Nullable Notice notice,
        @Nullable Code code,
        Resend resend) {
    /** @param error true if the action failed */
    public record Notice(boolean error, String text) {}

    /**
     * @param enterable true if an entry can still be right
     * @param validFor the time for which the TAN is still valid
     * @param error the reason why the entry is refused, if another entry can still be right; otherwise null
     * @param refused true if the entry is refused, and no other entry can be right
     */
    public record Code(
            boolean enterable,
            int attemptsLeft,
            Duration validFor,
            String reference,
            @Nullable String error,
            boolean refused) {}

    /**
     * @param possible false if this challenge will never have another message
     * @param after the time until a message may be sent, in whole seconds; zero if it may be sent now
     * @param anew the time until the operation gets a new challenge
     */
    public record Resend(boolean possible, Duration after, Duration anew) {}
}
