package dev.challenger.address;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Locale;

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

    /** The reasons for refusing a field. The texts for people are named after them. */
    public enum Reason {
        MISSING,
        MALFORMED,
        /** An e-mail domain with a letter that domains cannot have, or that old and new rules read differently. */
        LETTER,
        /** A phone number without the country code that it needs. */
        NATIONAL,
        /** A phone number in a country to which messages are not sent. */
        COUNTRY,
        /** A phone number of a kind to which messages are not sent. */
        KIND;

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
