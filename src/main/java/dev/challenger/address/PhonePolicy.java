package dev.challenger.address;

import dev.challenger.address.FieldProblem.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * The phone numbers that are accepted, and those to which messages may be sent. Messages to some countries and to some kinds
 * of numbers are expensive, and criminals earn a share of the price (toll fraud).
 *
 * @param defaultCountry the country whose national numbers are accepted too; if empty, a number must begin with {@code +}
 * @param countries the countries to which messages may be sent, as ISO 3166-1 alpha-2 codes
 * @param refusedKinds the kinds of numbers to which messages are not sent, even in those countries
 */
public record PhonePolicy(Optional<String> defaultCountry, Set<String> countries, Set<PhoneKind> refusedKinds) {
    /** Allows no messages to phones. */
    public static final PhonePolicy NOWHERE = new PhonePolicy(Optional.empty(), Set.of(), Set.of());

    public PhonePolicy {
        countries = Set.copyOf(countries);
        refusedKinds = Set.copyOf(refusedKinds);
    }

    /** Allows all countries except the expensive kinds of numbers. For embedders, who know the owners of the numbers. */
    public static PhonePolicy anywhere() {
        return new PhonePolicy(
                Optional.empty(),
                PhoneNumber.knownCountries(),
                Set.of(PhoneKind.PREMIUM_RATE, PhoneKind.SHARED_COST, PhoneKind.PAGER));
    }

    /** Returns this policy with messages allowed to every number that belongs to a country. */
    PhonePolicy unrestricted() {
        return new PhonePolicy(defaultCountry, PhoneNumber.knownCountries(), Set.of());
    }

    Optional<PhoneNumber> parse(String typed) {
        return PhoneNumber.parse(typed, defaultCountry);
    }

    /** Returns the reason why a text is not a phone number: its country code or the plus sign is missing, or it is another. */
    Reason unread(String typed) {
        boolean plus = typed.chars().anyMatch(c -> c == '+' || c == '\uFF0B');
        boolean digits = typed.codePoints().anyMatch(Character::isDigit);
        boolean national = defaultCountry.isEmpty()
                ? digits
                : PhoneNumber.parse("+" + typed, Optional.empty()).isPresent();
        return !plus && national ? Reason.NATIONAL : Reason.MALFORMED;
    }

    /**
     * Returns the reason why messages may not be sent to a number; empty if they may. If several countries share the calling
     * code and the number may be in any of them, all of them must be allowed. A number that belongs to no country is always
     * refused.
     */
    Optional<Reason> refusal(PhoneNumber number) {
        if (number.countries().isEmpty() || !countries.containsAll(number.countries())) {
            return Optional.of(Reason.COUNTRY);
        }
        return number.kind().filter(refusedKinds::contains).map(kind -> Reason.KIND);
    }
}
