package dev.challenger.transmission.letter;

import dev.challenger.address.Address;
import dev.challenger.address.Area;
import dev.challenger.address.Field;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays an address out as the posts on its way want it (Universal Postal Union, recommendation S42). People write the lines in the
 * order of their country. The rest differs from country to country: where the name stands, what is in capitals, and the name of
 * the country, which only a letter that crosses a border has.
 */
final class AddressBlock {
    /** These want the line with the town in capitals, also at home. */
    private static final Set<String> CAPITAL_TOWNS = Set.of(
            "AU", "BE", "BR", "ES", "FI", "FR", "GB", "IE", "IN", "IT", "LU", "MC", "MX", "NL", "NO", "NZ", "PT", "SE",
            "ZA");
    /** These want everything in capitals. */
    private static final Set<String> CAPITALS = Set.of("CA", "PR", "US");

    /** These write the name last, after the largest place came first, if they write in their own script. */
    private static final Set<String> NAME_LAST = Set.of("CN", "HK", "JP", "KP", "KR", "MO", "TW");

    private static final Set<UnicodeScript> EAST_ASIAN =
            Set.of(UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    /** The postcodes that stand in a line of their own, below the town: British and Irish ones. */
    private static final Pattern POSTCODE =
            Pattern.compile("(?i)[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[\\dW] ?[A-Z\\d]{4}");

    /** The languages whose small letters have capitals of their own. */
    private static final Map<String, Locale> CASES =
            Map.of("AZ", new Locale("az"), "LT", new Locale("lt"), "TR", new Locale("tr"));

    /** Georgian has capitals in Unicode that few fonts have, and Armenian ones that Java spells in the old way. */
    private static final Pattern WITHOUT_CAPITALS = Pattern.compile("[\\p{IsGeorgian}\\p{IsArmenian}]");

    private static final Pattern GREEK_ACCENT = Pattern.compile("(?<=\\p{IsGreek}\u0308?)\u0301");

    private final String country;
    private final boolean abroad;
    private final List<String> lines;

    private AddressBlock(String country, boolean abroad, List<String> lines) {
        this.country = country;
        this.abroad = abroad;
        this.lines = lines;
    }

    /**
     * Returns the lines from top to bottom.
     *
     * @param to a postal address
     * @param origin the country in which the letter is posted, and the language for the names of other countries
     */
    static List<String> of(Address to, Locale origin) {
        String country = Objects.requireNonNullElse(to.areas().get(Area.COUNTRY), "");
        boolean abroad = !country.equals(origin.getCountry());
        List<String> lines = to.value(Field.ADDRESS_LINES.name()).lines().toList();
        AddressBlock block = new AddressBlock(country, abroad, new ArrayList<>(lines));
        block.leaveOutCountry(origin);
        block.capitals();
        block.add(to.value(Field.CONTACT_NAME.name()));
        if (abroad) {
            block.lines.add(name(country, origin).toUpperCase(origin));
        }
        return block.lines;
    }

    private static String name(String country, Locale language) {
        return new Locale("", country).getDisplayCountry(language);
    }

    /** Some people write the country below their town, although the form asks for it apart. */
    private void leaveOutCountry(Locale origin) {
        int last = lines.size() - 1;
        if (last > 0
                && Stream.concat(
                                Stream.of(origin, Locale.ENGLISH, Locale.FRENCH),
                                Stream.of(Locale.getAvailableLocales())
                                        .filter(locale -> locale.getCountry().equals(country)))
                        .anyMatch(language -> name(country, language).equalsIgnoreCase(lines.get(last)))) {
            lines.remove(last);
        }
    }

    private void capitals() {
        int town = lines.size() - 1;
        if (CAPITALS.contains(country)) {
            town = 0;
        } else if (!abroad && !CAPITAL_TOWNS.contains(country)) {
            town = lines.size();
        } else if (town > 0 && POSTCODE.matcher(lines.get(town)).matches()) {
            town--;
        }
        for (int line = Math.max(0, town); line < lines.size(); line++) {
            lines.set(line, capitals(lines.get(line)));
        }
    }

    private String capitals(String line) {
        if (WITHOUT_CAPITALS.matcher(line).find()) {
            return line;
        }
        String upper = line.toUpperCase(CASES.getOrDefault(country, Locale.ROOT));
        String plain = GREEK_ACCENT
                .matcher(Normalizer.normalize(upper, Normalizer.Form.NFD))
                .replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private void add(String name) {
        boolean last = NAME_LAST.contains(country)
                && lines.stream()
                        .flatMapToInt(String::codePoints)
                        .mapToObj(UnicodeScript::of)
                        .anyMatch(EAST_ASIAN::contains);
        lines.add(last ? lines.size() : 0, CAPITALS.contains(country) ? capitals(name) : name);
    }
}
