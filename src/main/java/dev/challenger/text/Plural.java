package dev.challenger.text;

import java.util.Locale;

/** The plural categories of whole numbers (CLDR). A duration has one text for each category of its language. */
enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    /**
     * Returns the category of a number. A test compares this with ICU4J, whose rules cover all languages and are too large for
     * the WAR.
     *
     * @param number at least 0 and less than a million: the round millions of Romance languages have a category of their own
     */
    static Plural of(Language language, long number) {
        return switch (language) {
            case JA, ZH_HANS, ZH_HANT -> OTHER;
            case FR, PT, HI -> number < 2 ? ONE : OTHER;
            case HE -> number == 2 ? TWO : oneOrOther(number);
            case CS -> number >= 2 && number <= 4 ? FEW : oneOrOther(number);
            case PL -> number == 1 ? ONE : isFew(number) ? FEW : MANY;
            case UK, RU -> number % 10 == 1 && number % 100 != 11 ? ONE : isFew(number) ? FEW : MANY;
            case AR -> arabic(number);
            case EN, DE, IT, ES, NL, SV, TR -> oneOrOther(number);
        };
    }

    private static Plural oneOrOther(long number) {
        return number == 1 ? ONE : OTHER;
    }

    /** In Slavic languages 2 to 4, 22 to 24 and so on are few; 12 to 14 are not. */
    private static boolean isFew(long number) {
        return number % 10 >= 2 && number % 10 <= 4 && (number % 100 < 12 || number % 100 > 14);
    }

    private static Plural arabic(long number) {
        long end = number % 100;
        if (number < 3) {
            return values()[(int) number];
        }
        if (end >= 3 && end <= 10) {
            return FEW;
        }
        return end >= 11 ? MANY : OTHER;
    }

    /** Returns the end of a key: {@code few}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
