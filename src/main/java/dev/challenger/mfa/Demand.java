package dev.challenger.mfa;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a backend wants confirmed before it runs an operation.
 *
 * @param instance whose operation it is: {@code [A-Za-z0-9][A-Za-z0-9_.@-]*}, at most 255 characters
 * @param operation its name, such as {@code auth_token_creation}: 1 to 100 characters, a letter or digit among
 *     them and no control character; people read it in the message
 * @param factors where TANs can be sent, at most 16 of them
 * @param combiAnd whether every factor must be solved, not just one of them
 * @param singleUse whether what is solved lets one request pass and no other
 */
public record Demand(String instance, String operation, List<Factor> factors, boolean combiAnd, boolean singleUse) {
    /** The form of an instance's name, in paths too. */
    public static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,254}");

    /** The names of operations that have texts of their own; of others people read the name. */
    public static final Set<String> OPERATIONS =
            Set.of("instance_provision", "account_config", "auth_config", "instance_deletion", "auth_token_creation");

    private static final Pattern OPERATION = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}");

    /**
     * @throws Problem code 26 naming what does not have its form; code 2031 if there are no factors, so that nobody can
     *     confirm anything
     */
    public Demand {
        factors = List.copyOf(factors);
        if (!INSTANCE.matcher(instance).matches()) {
            throw Problem.malformed("instance");
        }
        if (!OPERATION.matcher(operation).matches() || operation.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw Problem.malformed("operation");
        }
        if (factors.size() > PresentedIds.MOST) {
            throw Problem.malformed("factors");
        }
        if (factors.isEmpty()) {
            throw new Problem(ErrorCode.MERCHANT_GENERIC_MFA_MISSING);
        }
    }

    /** A demand of one factor of the user's choice, for as many requests as there are in a while. */
    public Demand(String instance, String operation, List<Factor> factors) {
        this(instance, operation, factors, false, false);
    }

    /**
     * Where a TAN can be sent.
     *
     * @param address as the backend has it: a phone number in E.164, an e-mail address
     */
    public record Factor(TanChannel channel, String address) {
        /** Says no address, which is nobody's business. */
        @Override
        public String toString() {
            return "Factor[" + channel + "]";
        }
    }
}
