package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.Channel;
import dev.challenger.address.Field;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The refusal of a message that was not handed over: code 9752, or 2128 for a TAN challenge. */
public final class NotHandedOver extends Problem {
    private static final long serialVersionUID = 1;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** The reason, which decides what a person can do. Each has the key of a text for pages, and a detail for programs. */
    public enum Reason {
        /** The other side has refused this address for good. */
        NO_SUCH_ADDRESS("notice.no-such-address", "this address does not exist"),
        /** No sender can ever send to an address of this form. */
        UNSUPPORTED_ADDRESS(
                "notice.unsupported-address", "we cannot send to an address with such letters; use another address"),
        /** A letter to this address cannot be printed. */
        UNPRINTABLE_ADDRESS(
                "notice.unprintable-address",
                "this address has characters that we cannot print, or is too long for a letter; use another address"),
        /** The sender has a fault, or the other side does not take the message now. */
        FAULT("notice.not-sent", "we have a problem with sending; the address is fine, try again in a minute"),
        /** Too many messages wait for the sender. Nothing was tried, and nothing was used up. */
        BUSY("notice.busy", "too many messages wait to be sent; the address is fine, try again in a minute");

        private final String text;
        private final String detail;

        Reason(String text, String detail) {
            this.text = text;
            this.detail = detail;
        }
    }

    private final Reason reason;
    private final @Nullable String reply;
    private final @Nullable String domain;

    private NotHandedOver(ErrorCode code, Reason reason, @Nullable String reply, @Nullable String domain) {
        super(
                code,
                code.status(),
                domain == null ? reason.detail : reason.detail + " at " + domain,
                reason == Reason.FAULT || reason == Reason.BUSY ? A_MINUTE : null,
                null);
        this.reason = reason;
        this.reply = reply;
        this.domain = domain;
    }

    /** Returns the refusal of a message that was not tried. */
    static NotHandedOver untried(ErrorCode code, Reason reason) {
        return new NotHandedOver(code, reason, null, null);
    }

    static NotHandedOver of(ErrorCode code, TransmissionException failure, Address to) {
        Reason reason = switch (failure.fault()) {
            case ADDRESS -> Reason.NO_SUCH_ADDRESS;
            case UNSUPPORTED ->
                to.type().channel() == Channel.POST ? Reason.UNPRINTABLE_ADDRESS : Reason.UNSUPPORTED_ADDRESS;
            case MESSAGE, SENDER, TIME_OUT -> Reason.FAULT;
        };
        return new NotHandedOver(
                code, reason, failure.reply().orElse(null), reason == Reason.NO_SUCH_ADDRESS ? domain(to) : null);
    }

    private static @Nullable String domain(Address to) {
        String email = to.shown().get(Field.CONTACT_EMAIL.name());
        return email == null ? null : email.substring(email.lastIndexOf('@') + 1);
    }

    /** Returns the same refusal for somebody who must not learn the domain of the address. */
    public NotHandedOver withoutDomain() {
        return new NotHandedOver(code(), reason, reply, null);
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the reason, for example {@code hand-over-busy}. */
    @Override
    public String kind() {
        return "hand-over-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the key of the text for people. Its argument is the domain. */
    public String text() {
        return reason.text;
    }

    /** Returns the reply of the other side, as {@link TransmissionException#reply}. */
    public Optional<String> reply() {
        return Optional.ofNullable(reply);
    }

    /** Returns the domain of a refused e-mail address, as people read it. */
    public Optional<String> domain() {
        return Optional.ofNullable(domain);
    }

    /** Leaves out the domain, which may tell who a person is. */
    @Override
    public Optional<String> loggable() {
        return Optional.of(reason.detail);
    }

    /** Returns the code with the detail as it may be logged. */
    @Override
    public String getMessage() {
        return code() + ": " + reason.detail;
    }
}
