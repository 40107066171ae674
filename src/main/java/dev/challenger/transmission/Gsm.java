package dev.challenger.transmission;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The alphabet of text messages (3GPP TS 23.038). A message in it has 160 septets; one character outside, and the message is
 * in UCS-2 and has 70 characters.
 */
final class Gsm {
    static final int SEPTETS = 160;
    static final int UCS2_UNITS = 70;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each of them takes two septets. */
    private static final String EXTENSION = "^{}\\[~]|€\f";

    private static final Pattern MARK = Pattern.compile("\\p{M}");

    /** Characters that people read as the same as others, which are in the alphabet. */
    private static final Map<Integer, String> ALIKE = Map.ofEntries(
            Map.entry((int) '’', "'"),
            Map.entry((int) '‘', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '„', "\""),
            Map.entry((int) '–', "-"),
            Map.entry((int) '—', "-"),
            Map.entry((int) '…', "..."),
            Map.entry((int) '\u00A0', " "),
            Map.entry((int) '\u202F', " "),
            Map.entry((int) 'Ł', "L"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ı', "i"));

    private Gsm() {}

    /** Returns true if a text fits into one message. */
    static boolean fits(String text) {
        return has(text) ? septets(text) <= SEPTETS : text.length() <= UCS2_UNITS;
    }

    /** Returns true if all characters are in the alphabet. */
    static boolean has(String text) {
        return text.codePoints().allMatch(Gsm::has);
    }

    private static boolean has(int character) {
        return BASIC.indexOf(character) >= 0 || EXTENSION.indexOf(character) >= 0;
    }

    private static long septets(String text) {
        return text.length()
                + text.chars().filter(c -> EXTENSION.indexOf(c) >= 0).count();
    }

    /** Returns a text in this alphabet, by leaving out accents; empty if that is not enough. */
    static Optional<String> spelt(String text) {
        StringBuilder all = new StringBuilder(text.length());
        for (int character : text.codePoints().toArray()) {
            String spelt = spelt(character);
            if (!has(spelt)) {
                return Optional.empty();
            }
            all.append(spelt);
        }
        return Optional.of(all.toString());
    }

    private static String spelt(int character) {
        if (has(character)) {
            return Character.toString(character);
        }
        String alike = ALIKE.get(character);
        return alike != null
                ? alike
                : MARK.matcher(Normalizer.normalize(Character.toString(character), Form.NFD))
                        .replaceAll("");
    }
}
