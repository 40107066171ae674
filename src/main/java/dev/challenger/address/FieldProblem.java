package dev.challenger.address;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Locale;

/** A field of an address that will not do: code 25 or 26 with the field's name, and for people the reason. */
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

    /** Why the field will not do; the texts for people are named after it. */
    public enum Reason {
        MISSING,
        MALFORMED,
        /** A phone number without the code of its country, where no country is assumed. */
        NATIONAL,
        /** A phone number in a country that messages do not go to. */
        COUNTRY,
        /** A phone number of a kind that messages do not go to. */
        KIND;

        /** Why a parameter was refused, whoever refused it. */
        public static Reason of(Problem refusal) {
            if (refusal instanceof FieldProblem problem) {
                return problem.reason;
            }
            return refusal.code() == ErrorCode.GENERIC_PARAMETER_MISSING ? MISSING : MALFORMED;
        }

        /** The end of the key of a text: {@code malformed}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
