package dev.challenger.confirm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a TAN challenge shows.
 *
 * @param path of the challenge, below the root of the web application
 * @param query belongs to the URL of each of its forms; may be empty
 * @param operation what is to be confirmed, in words
 * @param channel what carries the message: {@code email}, {@code phone}
 * @param hint enough for its owner to recognise the address; may be empty
 * @param back where the person goes on in the end; null if they go back by themselves
 * @param notice what just happened, if that needs saying
 * @param solved whether all is done
 * @param code the TAN that was sent last; null if nothing was sent, and when all is done
 * @param resend whether another message can be sent
 */
public record ChallengePage(
        String path,
        String query,
        String operation,
        String channel,
        String hint,
        @Nullable String back,
        @Nullable Notice notice,
        boolean solved,
        @Nullable Code code,
        Resend resend) {
    /** @param error whether something went wrong */
    public record Notice(boolean error, String text) {}

    /**
     * @param enterable whether an entry can still be right
     * @param validUntil in whole seconds
     * @param error what is wrong with the entry
     */
    public record Code(
            boolean enterable,
            int attemptsLeft,
            Instant validUntil,
            String reference,
            @Nullable String error) {}

    /**
     * @param possible whether there ever is another message for this challenge
     * @param after how long until one may be sent, in whole seconds; zero if it may be now
     * @param anewAt from when the same can be asked for afresh, in whole seconds
     */
    public record Resend(boolean possible, Duration after, Instant anewAt) {}
}
