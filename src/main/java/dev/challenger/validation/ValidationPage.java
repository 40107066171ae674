package dev.challenger.validation;

import dev.challenger.tan.SentTan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of the pages of a validation: {@code address} before a message was sent, {@code tan} afterwards.
 *
 * @param channel the channel of the message: {@code email}, {@code phone}, {@code post}
 * @param asker the client's display name
 * @param back the URL by which the person returns to the client without a code
 * @param bookmark the public URL of the page, by which people find it again
 * @param notice the result of the last request; null if there is nothing to tell
 * @param form the form for entering or changing the address; null if the address cannot be changed
 * @param code the part for entering the TAN; null if none was sent
 */
public record ValidationPage(
        String nonce,
        String channel,
        String asker,
        String back,
        String bookmark,
        @Nullable Notice notice,
        @Nullable Form form,
        @Nullable Code code) {
    /** @param error true if something went wrong */
    public record Notice(boolean error, String text) {}

    /**
     * @param readOnly true if the person may only confirm the address
     * @param again true if an address was entered before
     * @param changesLeft the number of different addresses that may still be entered
     * @param wrong true if a field has an error
     * @param refused the reason why no message was sent to the address in the form, where a code was sent to another one;
     *     null if there is none
     */
    public record Form(
            List<Field> fields,
            boolean readOnly,
            boolean again,
            int changesLeft,
            boolean wrong,
            @Nullable String refused) {}

    /**
     * @param demand the hint of the operator's restriction; null if there is none
     * @param error the reason why the value is refused; null if there is none
     */
    public record Field(
            String name,
            int maxLength,
            String value,
            @Nullable String demand,
            @Nullable String example,
            @Nullable String error) {}

    /**
     * @param address the fields of the address as entered, to be shown and to be submitted again
     * @param enterable true if an entry can still be right
     * @param validFor the time for which the TAN is still valid
     * @param validUntil the end of that time
     * @param error the reason why the entry is refused, if another entry can still be right; otherwise null
     * @param refused true if the entry is refused, and no other entry can be right
     */
    public record Code(
            Map<String, String> address,
            String reference,
            boolean enterable,
            int attemptsLeft,
            Duration validFor,
            Instant validUntil,
            @Nullable String error,
            boolean refused,
            Resend resend) {}

    /**
     * @param left the number of messages that may still be sent to this address
     * @param after the time until the next message may be sent, in whole seconds; zero if it may be sent now
     */
    public record Resend(int left, Duration after) {
        static Resend of(Destination to, SentTan tan, Instant now) {
            boolean early = !tan.exhausted() && now.isBefore(tan.resendAt());
            Duration wait = early ? Duration.between(now, tan.resendAt()) : Duration.ZERO;
            // Rounded up, so that nobody is told to come too early.
            return new Resend(to.transmissionsLeft(), wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS));
        }
    }
}
