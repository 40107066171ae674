package dev.challenger.mfa;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The demand of a backend that an operation is confirmed before it runs.
 *
 * @param instance the instance of the operation: {@code [A-Za-z0-9][A-Za-z0-9_.@-]*}, at most 255 characters
 * @param operation the name of the operation, such as {@code auth_token_creation}: 1 to 100 characters, at least one letter
 *     or digit, no control characters; people read it in the message
 * @param factors the addresses to which TANs can be sent, at most 16
 * @param combiAnd true if all factors must be solved, false if one is enough
 * @param singleUse true if the solved challenges allow only one request
 * @param uiLocales the languages of the user: tags (BCP 47) in the order of preference, separated by blanks. If none of them is
 *     offered, or there are none, the request that has a TAN sent decides by its {@code Accept-Language}
 */
public record Demand(
        String instance,
        String operation,
        List<Factor> factors,
        boolean combiAnd,
        boolean singleUse,
        Optional<String> uiLocales) {
    /** The form of an instance's name, also in paths. */
    public static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,254}");

    /** The operations that have texts of their own. For other operations people read the name. */
    public static final Set<String> OPERATIONS =
            Set.of("instance_provision", "account_config", "auth_config", "instance_deletion", "auth_token_creation");

    private static final Pattern OPERATION = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}");

    /**
     * @throws Problem code 26 with the name of a malformed component; code 2031 if there are no factors, so that nobody can
     *     confirm the operation
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

    /** Creates a demand for one factor that the user chooses. The solved challenge allows any number of requests for a time. */
    public Demand(String instance, String operation, List<Factor> factors) {
        this(instance, operation, factors, false, false);
    }

    /** Creates a demand that leaves the language to the request that has a TAN sent. */
    public Demand(String instance, String operation, List<Factor> factors, boolean combiAnd, boolean singleUse) {
        this(instance, operation, factors, combiAnd, singleUse, Optional.empty());
    }

    /** Returns the same demand for a user of these languages. */
    public Demand in(String locales) {
        return new Demand(instance, operation, factors, combiAnd, singleUse, Optional.of(locales));
    }

    /**
     * An address to which a TAN can be sent.
     *
     * @param address as the backend has it: a phone number in E.164, or an e-mail address
     */
    public record Factor(TanChannel channel, String address) {
        /** Hides the address, which is personal data. */
        @Override
        public String toString() {
            return "Factor[" + channel + "]";
        }
    }
}
