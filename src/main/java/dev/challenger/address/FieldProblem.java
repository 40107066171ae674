package dev.challenger.address;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Locale;
import java.util.Optional;

/** A field of an address is refused: code 25 or 26 with the name of the field, and the reason for people. */
public final class FieldProblem extends Problem {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    FieldProblem(Field field, Reason reason) {
        super(
                reason == Reason.MISSING ? ErrorCode.GENERIC_PARAMETER_MISSING : ErrorCode.GENERIC_PARAMETER_MALFORMED,
                field.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the refusal of an address that must not lack a field: a missing field is a malformed one. */
    public Problem asMalformed() {
        return reason == Reason.MISSING ? malformed(detail().orElseThrow()) : this;
    }

    /** Returns for example {@code address-restricted}. */
    @Override
    public String kind() {
        return "address-" + reason;
    }

    /** Returns for example {@code CONTACT_PHONE: country}. */
    @Override
    public Optional<String> loggable() {
        return detail().map(field -> field + ": " + reason);
    }

    @Override
    public String hint() {
        return reason.hint.isEmpty() ? super.hint() : reason.hint;
    }

    /** The reasons for refusing a field. The texts for people are named after them. */
    public enum Reason {
        MISSING(""),
        MALFORMED(""),
        /** A value that the operator's restriction does not allow. */
        RESTRICTED("The value does not meet the restriction of this field in /config."),
        /** An e-mail domain with a letter that domains cannot have, or that old and new rules read differently. */
        LETTER("The domain has a letter that e-mail domains cannot have, or that mail servers read in different ways."),
        /** A phone number without the country code that it needs. */
        NATIONAL("The phone number lacks its country code."),
        /** A phone number in a country to which messages are not sent. */
        COUNTRY("No messages are sent to phone numbers of this country."),
        /** A phone number of a kind to which messages are not sent. */
        KIND("No messages are sent to phone numbers of this kind.");

        /** The hint for programs; empty if that of the code says everything. */
        private final String hint;

        Reason(String hint) {
            this.hint = hint;
        }

        /** Returns the reason of any refused parameter, including those that are not fields of an address. */
        public static Reason of(Problem refusal) {
            if (refusal instanceof FieldProblem problem) {
                return problem.reason;
            }
            return refusal.code() == ErrorCode.GENERIC_PARAMETER_MISSING ? MISSING : MALFORMED;
        }

        /** The end of the key of the text, for example {@code malformed}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
