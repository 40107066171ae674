package dev.challenger.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A possible phone number: its calling code is known, and it has a valid number of digits for it. It need not be assigned
 * to anybody; only sending a message shows that.
 *
 * @param e164 {@code +} and at most 15 digits, without separators
 * @param callingCode for example {@code +41}
 * @param countries the country of the number, as an ISO 3166-1 alpha-2 code; several if countries share a calling code and
 *     the digits do not tell which one it is; empty for global networks, such as satellite networks
 * @param kind empty if the number is mobile, or its kind is unknown
 */
public record PhoneNumber(String e164, String callingCode, Set<String> countries, Optional<PhoneKind> kind) {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    /** Format characters and the scheme of a link, which come with numbers copied from address books and web pages. */
    private static final Pattern AROUND = Pattern.compile("\\p{Cf}|^(?i:tel:)");
    /**
     * The punctuation that libphonenumber reads, and all blanks and dashes of Unicode. libphonenumber takes a tilde for the
     * beginning of an extension.
     */
    private static final Pattern SEPARATOR = Pattern.compile(
            "[\\p{Zs}\\p{Pd}\u2043\u2053\u2212\u223C\u30FC\uFF70\uFF5E~./\uFF0E\uFF0F()\uFF08\uFF09\\[\\]\uFF3B\uFF3D]");

    private static final Pattern E164 = Pattern.compile("\\+[0-9]{1,15}");
    /** Excludes letters: libphonenumber reads them as digits, or as an extension, which messages do not reach. */
    private static final Pattern FORM = Pattern.compile("[\\p{Nd} +\uFF0B]+");
    /** The mobile prefix of Argentina. A phone has it in some networks and lacks it in others. */
    private static final Pattern MOBILE_PREFIX = Pattern.compile("^\\+549(?=\\d{10}$)");

    /** The longest number of ITU-T E.164 section 6.2.1, with its plus sign. */
    private static final int MAX_E164 = 16;

    /** Counts the calls of {@link #parse}, for the test that one request makes one for each number. */
    static final LongAdder PARSED = new LongAdder();

    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final String WORLD = "001";
    private static final int BLOCK_DIGITS = 4;

    public PhoneNumber {
        countries = Set.copyOf(countries);
    }

    /** The countries whose numbering plans are known, as ISO 3166-1 alpha-2 codes. */
    public static Set<String> knownCountries() {
        return PLANS.getSupportedRegions();
    }

    /**
     * Parses a number.
     *
     * @param country the country whose national numbers are accepted too; if empty, a number must begin with {@code +}
     */
    static Optional<PhoneNumber> parse(String typed, Optional<String> country) {
        String visible = SEPARATOR.matcher(AROUND.matcher(typed).replaceAll("")).replaceAll(" ");
        if (!FORM.matcher(visible).matches()) {
            return Optional.empty();
        }
        PARSED.increment();
        try {
            Phonenumber.PhoneNumber number = PLANS.parse(visible, country.orElse(null));
            boolean possible = PLANS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            return Optional.of(of(number)).filter(read -> possible && read.e164.length() <= MAX_E164);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns a number in the international form of ITU-T E.123, as {@code +41 79 123 45 67}, if that leads to the same number.
     * The blanks keep it on one line.
     *
     * @param e164 a text in another form is returned unchanged
     */
    static String shown(String e164) {
        if (!E164.matcher(e164).matches()) {
            return e164;
        }
        try {
            String grouped = PLANS.format(PLANS.parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
            String shown = grouped.replace(' ', NO_BREAK_SPACE);
            return PLANS.format(PLANS.parse(shown, null), PhoneNumberFormat.E164)
                            .equals(e164)
                    ? shown
                    : e164;
        } catch (NumberParseException e) {
            return e164;
        }
    }

    private static PhoneNumber of(Phonenumber.PhoneNumber number) {
        return new PhoneNumber(
                PLANS.format(number, PhoneNumberFormat.E164),
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

    /** The {@link Area#PREFIX} of the number. */
    String prefix() {
        return line().substring(0, line().length() - BLOCK_DIGITS);
    }

    /** The number by which messages to this phone are counted. It is not a number to send to. */
    String line() {
        return MOBILE_PREFIX.matcher(e164).replaceFirst("+54");
    }

    /** The {@link Area#COUNTRY} of the number. */
    String country() {
        return countries.size() == 1 ? countries.iterator().next() : callingCode;
    }

    /** Hides the number, as {@link Address#toString} does. */
    @Override
    public String toString() {
        return "PhoneNumber[…]";
    }
}
