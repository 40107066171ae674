package dev.challenger.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a validation show: {@code address} before a message is out, {@code tan} afterwards.
 *
 * @param channel what carries the message: {@code email}, {@code phone}, {@code post}
 * @param asker the client's display name
 * @param notice what just happened, if that needs saying
 * @param form where the address is entered or changed; null if it cannot be
 * @param code where the TAN is entered; null if none is out
 */
public record ValidationPage(
        String nonce,
        String channel,
        String asker,
        @Nullable Notice notice,
        @Nullable Form form,
        @Nullable Code code) {
    /** @param error whether something went wrong */
    public record Notice(boolean error, String text) {}

    /**
     * @param readOnly whether the person may only confirm what stands there
     * @param again whether an address was entered before
     * @param changesLeft how many different addresses may still be entered
     * @param wrong whether a field has an error
     */
    public record Form(List<Field> fields, boolean readOnly, boolean again, int changesLeft, boolean wrong) {}

    /**
     * @param demand what is demanded of the value beyond what its kind says
     * @param error what is wrong with the value
     */
    public record Field(
            String name,
            int maxLength,
            String value,
            @Nullable String demand,
            @Nullable String example,
            @Nullable String error) {}

    /**
     * @param address its fields as entered, to be shown, and to be sent again
     * @param enterable whether an entry can still be right
     * @param validUntil in whole seconds
     * @param error what is wrong with the entry
     */
    public record Code(
            Map<String, String> address,
            String reference,
            boolean enterable,
            int attemptsLeft,
            Instant validUntil,
            @Nullable String error,
            Resend resend) {}

    /**
     * @param left how many messages may still be sent to this address
     * @param after how long until one may be sent, in whole seconds; zero if it may be now
     */
    public record Resend(int left, Duration after) {}
}
