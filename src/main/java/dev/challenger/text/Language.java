package dev.challenger.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The languages of pages and messages. */
public enum Language {
    /** Dates in English have the day first, as most of its readers in the world write them. */
    EN("en", Locale.UK, "English"),
    DE("de", "Deutsch"),
    FR("fr", "français"),
    IT("it", "italiano"),
    ES("es", "español"),
    PT("pt", "português"),
    NL("nl", "Nederlands"),
    PL("pl", "polski"),
    CS("cs", "čeština"),
    SV("sv", "svenska"),
    TR("tr", "Türkçe"),
    UK("uk", "українська"),
    RU("ru", "русский"),
    AR("ar", "العربية"),
    HE("he", "עברית"),
    HI("hi", "हिन्दी"),
    JA("ja", "日本語"),
    ZH_HANS("zh-Hans", "简体中文"),
    ZH_HANT("zh-Hant", "繁體中文");

    /** No language has a longer tag (RFC 5646 section 4.4.1). */
    private static final int MAX_TAG = 35;

    /** The subtags that mean traditional characters: the script, or a region that uses it. */
    private static final Set<String> TRADITIONAL = Set.of("hant", "tw", "hk", "mo");

    private static final Set<Language> RIGHT_TO_LEFT = Set.of(AR, HE);
    private static final Set<Language> WITHOUT_BLANKS = Set.of(JA, ZH_HANS, ZH_HANT);

    private final String tag;
    private final Locale locale;
    private final String ownName;

    Language(String tag, String ownName) {
        this(tag, Locale.forLanguageTag(tag), ownName);
    }

    Language(String tag, Locale locale, String ownName) {
        this.tag = tag;
        this.locale = locale;
        this.ownName = ownName;
    }

    /** Returns the tag (BCP 47), for {@code lang}, {@code hreflang}, {@code Content-Language} and {@code ui_locales}. */
    public String tag() {
        return tag;
    }

    /** Returns the name of the language in itself. */
    public String ownName() {
        return ownName;
    }

    public Direction direction() {
        return RIGHT_TO_LEFT.contains(this) ? Direction.RTL : Direction.LTR;
    }

    /** Returns the gap between two sentences: a blank, or nothing where the full stop is as wide as a letter. */
    public String gap() {
        return WITHOUT_BLANKS.contains(this) ? "" : " ";
    }

    /** Returns the locale for dates and names in this language. */
    public Locale locale() {
        return locale;
    }

    /** Returns the end of the names of its bundles: {@code zh_Hans}. */
    public String bundle() {
        return tag.replace('-', '_');
    }

    /** Returns the language with exactly this tag. */
    public static Optional<Language> parse(String tag) {
        return Stream.of(values()).filter(language -> language.tag.equals(tag)).findFirst();
    }

    /**
     * Looks a tag up (RFC 4647 section 3.4): {@code de-CH} leads to German. For Chinese the script decides, or else the region;
     * all other languages have one script here.
     */
    static Optional<Language> lookUp(String tag) {
        if (tag.length() > MAX_TAG) {
            return Optional.empty();
        }
        List<String> subtags = List.of(tag.toLowerCase(Locale.ROOT).split("-", -1));
        return switch (subtags.get(0)) {
            case "zh" -> Optional.of(isTraditional(subtags) ? ZH_HANT : ZH_HANS);
            // The code of Hebrew until 1989, which old Java programs still send.
            case "iw" -> Optional.of(HE);
            default -> parse(subtags.get(0));
        };
    }

    /**
     * Returns the text in this language among texts by their tags: that with its own tag, or else that with the first tag, in
     * alphabetical order, that leads to it, such as {@code de-CH} to German.
     */
    public Optional<String> among(Map<String, String> texts) {
        return Optional.ofNullable(texts.get(tag))
                .or(() -> texts.keySet().stream()
                        .sorted()
                        .filter(other -> lookUp(other).filter(this::equals).isPresent())
                        .findFirst()
                        .map(texts::get));
    }

    private static boolean isTraditional(List<String> subtags) {
        return !subtags.contains("hans") && subtags.stream().anyMatch(TRADITIONAL::contains);
    }

    /** Returns the tag. */
    @Override
    public String toString() {
        return tag;
    }
}
