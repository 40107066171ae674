package dev.challenger.address;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reserved ranges of addresses, which belong to nobody. Test addresses must be in one of them. Phone numbers are those that
 * the authorities of some countries keep free for films and books; the list has only ranges that they have published, and
 * it is not complete.
 */
public final class Reserved {
    /** RFC 2606 sections 2 and 3, RFC 6761 section 6. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[^@]+\\.)?example\\.(?:com|net|org)|[^@]+\\.(?:test|example|invalid)");

    /**
     * NANPA: 555-0100 to 555-0199 in every geographic area code. Area codes of services are left out, since some of these
     * numbers are in use there: those with two equal digits at the end (toll-free, premium rate and others), 456, 52N, 710,
     * 88N.
     */
    private static final String NORTH_AMERICA = "1(?!456|52|710|88)[2-9](?!9)(\\d)(?!\\1)\\d55501\\d{2}";

    /** Ofcom, "Telephone numbers for use in TV and radio drama programmes": thirteen cities, no area, mobile. */
    private static final String UNITED_KINGDOM =
            "44(?:1(?:1[3-7]|21|31|41|51|61)4960|1914980|2079460|2920180|1632960|7700900)\\d{3}";

    /** ACMA, "Phone numbers for use in TV shows, films and creative works": geographic, mobile. */
    private static final String AUSTRALIA = "61(?:[2378](?:5550|7010)\\d{4}|49157(?:0006|0156|0157|0158|0159|0110))";

    /** PTS, numbers for books and films: Gothenburg, Malmö, Stockholm, Kiruna, mobile. */
    private static final String SWEDEN =
            "46(?:3139006\\d{2}|4062804\\d{2}|8465004\\d{2}|9803192\\d{2}|7017406(?!0[0-4])\\d{2})";

    /** ARCEP, decision 2018-0881, annex, section 2.5.12: one range in each of five regions, mobile. */
    private static final String FRANCE = "33(?:19900|26191|35301|46571|53649|63998)\\d{4}";

    /** Bundesnetzagentur, numbers for films and television: Berlin, Frankfurt, Hamburg, Cologne, Munich. */
    private static final String GERMANY = "49(?:3023125|6990009|4066969|2214710|8999998)\\d{3}";

    private static final Pattern FICTION =
            Pattern.compile(Stream.of(NORTH_AMERICA, UNITED_KINGDOM, AUSTRALIA, SWEDEN, FRANCE, GERMANY)
                    .collect(Collectors.joining("|", "\\+(?:", ")")));

    private Reserved() {}

    /**
     * Returns true for an e-mail address or a phone number that is reserved for examples, tests or fiction.
     *
     * @param address a normalised address
     */
    public static boolean contains(Address address) {
        String email = address.value("CONTACT_EMAIL");
        return DOMAIN.matcher(email.substring(email.lastIndexOf('@') + 1)).matches()
                || FICTION.matcher(address.value("CONTACT_PHONE")).matches();
    }
}
