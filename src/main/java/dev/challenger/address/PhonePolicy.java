package dev.challenger.address;

import dev.challenger.address.FieldProblem.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * Which phone numbers are read, and which of them messages may go to: sending costs money, in some countries and to some
 * kinds of numbers much, and part of it goes to who had the messages sent.
 *
 * @param defaultCountry whose national numbers are read too; without it only those that begin with {@code +}
 * @param countries where messages may go, ISO 3166-1 alpha-2
 * @param refusedKinds what they may not go to in those countries either
 */
public record PhonePolicy(Optional<String> defaultCountry, Set<String> countries, Set<PhoneKind> refusedKinds) {
    /** No message goes to any phone. */
    public static final PhonePolicy NOWHERE = new PhonePolicy(Optional.empty(), Set.of(), Set.of());

    public PhonePolicy {
        countries = Set.copyOf(countries);
        refusedKinds = Set.copyOf(refusedKinds);
    }

    /** Any country, but for the kinds that are made to cost: for those who know the people whose numbers these are. */
    public static PhonePolicy anywhere() {
        return new PhonePolicy(
                Optional.empty(),
                PhoneNumber.knownCountries(),
                Set.of(PhoneKind.PREMIUM_RATE, PhoneKind.SHARED_COST, PhoneKind.PAGER));
    }

    /** The same where messages may go to any phone that is in a country. */
    PhonePolicy unrestricted() {
        return new PhonePolicy(defaultCountry, PhoneNumber.knownCountries(), Set.of());
    }

    Optional<PhoneNumber> parse(String typed) {
        return PhoneNumber.parse(typed, defaultCountry);
    }

    /** Why this is no number that can be read. */
    Reason unread(String typed) {
        return defaultCountry.isEmpty() && typed.chars().noneMatch(c -> c == '+' || c == '\uFF0B')
                ? Reason.NATIONAL
                : Reason.MALFORMED;
    }

    /**
     * Why messages may not go to a number; empty if they may. One whose country cannot be told is treated as being in each
     * of those that share its calling code: it may be in the dearest. One that belongs to no country is always refused.
     */
    Optional<Reason> refusal(PhoneNumber number) {
        if (number.countries().isEmpty() || !countries.containsAll(number.countries())) {
            return Optional.of(Reason.COUNTRY);
        }
        return number.kind().filter(refusedKinds::contains).map(kind -> Reason.KIND);
    }
}
