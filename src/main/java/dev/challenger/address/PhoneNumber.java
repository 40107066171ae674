package dev.challenger.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A phone number that is possible: one of a known calling code, with as many digits as numbers have there. Whether it is
 * assigned only sending to it tells.
 *
 * @param e164 {@code +} and at most 15 digits, with nothing between them
 * @param callingCode {@code +41}
 * @param countries ISO 3166-1 alpha-2: the one it is in; those it may be in, where countries share a calling code and its
 *     digits do not tell; none if it belongs to a network of the whole world, such as satellites
 * @param kind empty if that is mobile, or not known
 */
public record PhoneNumber(String e164, String callingCode, Set<String> countries, Optional<PhoneKind> kind) {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    /** What the numbers copied from address books are wrapped in. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    /** Of the many blanks and dashes there are libphonenumber knows a few. */
    private static final Pattern SEPARATOR = Pattern.compile("[\\p{Zs}\\p{Pd}]");
    /** No letters: they would be read as digits, or begin an extension that no message reaches. */
    private static final Pattern FORM = Pattern.compile("[\\p{Nd} ()./+\uFF0B]+");

    /** Counts the calls of {@link #parse}, for the test that one request makes one for each number. */
    static final LongAdder PARSED = new LongAdder();

    private static final String WORLD = "001";
    private static final int BLOCK_DIGITS = 4;

    public PhoneNumber {
        countries = Set.copyOf(countries);
    }

    /** The countries whose numbering plans are known. */
    public static Set<String> knownCountries() {
        return PLANS.getSupportedRegions();
    }

    /** @param country whose national numbers are read too; without it only those that begin with {@code +} */
    static Optional<PhoneNumber> parse(String typed, Optional<String> country) {
        String visible =
                SEPARATOR.matcher(INVISIBLE.matcher(typed).replaceAll("")).replaceAll(" ");
        if (!FORM.matcher(visible).matches()) {
            return Optional.empty();
        }
        PARSED.increment();
        try {
            Phonenumber.PhoneNumber number = PLANS.parse(visible, country.orElse(null));
            boolean possible = PLANS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            return possible ? Optional.of(of(number)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static PhoneNumber of(Phonenumber.PhoneNumber number) {
        return new PhoneNumber(
                PLANS.format(number, PhoneNumberUtil.PhoneNumberFormat.E164),
                "+" + number.getCountryCode(),
                countries(number),
                kind(PLANS.getNumberType(number)));
    }

    private static Set<String> countries(Phonenumber.PhoneNumber number) {
        String country = PLANS.getRegionCodeForNumber(number);
        if (country == null) {
            return Set.copyOf(PLANS.getRegionCodesForCountryCode(number.getCountryCode()));
        }
        return country.equals(WORLD) ? Set.of() : Set.of(country);
    }

    private static Optional<PhoneKind> kind(PhoneNumberType type) {
        return Stream.of(PhoneKind.values())
                .filter(kind -> kind.name().equals(type.name()))
                .findFirst();
    }

    /** The {@link Area#PREFIX} it is in. */
    String prefix() {
        return e164.substring(0, e164.length() - BLOCK_DIGITS);
    }

    /** The {@link Area#COUNTRY} it is in. */
    String country() {
        return countries.size() == 1 ? countries.iterator().next() : callingCode;
    }

    /** Says nothing, as {@link Address#toString}. */
    @Override
    public String toString() {
        return "PhoneNumber[…]";
    }
}
