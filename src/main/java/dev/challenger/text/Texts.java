package dev.challenger.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of pages and messages in one language, and its way to write durations, dates and names of countries. Nothing
 * depends on the machine's locale and time zone. Numbers have European digits in every language, as codes have them.
 */
public final class Texts {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** The length of a day, and the 12 hours by which the westernmost time zone is behind UTC. */
    private static final Duration DAY_ANYWHERE = Duration.ofHours(36);

    /** Stands for every client that has no texts of its own. */
    private static final long ANY_CLIENT = 0;

    private final Language language;
    private final long client;
    /** Those that replace texts of the bundle. */
    private final Map<String, String> own;

    private Texts(Language language, long client, Map<String, String> own) {
        this.language = language;
        this.client = client;
        this.own = Map.copyOf(own);
    }

    /** Returns the texts of a language, from the bundle {@code texts_TAG.properties}. */
    public static Texts of(Language language) {
        return new Texts(language, ANY_CLIENT, Map.of());
    }

    /** Returns these texts with some of them replaced. */
    public Texts with(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(own);
        all.putAll(others);
        return new Texts(language, client, all);
    }

    /** Returns these texts as those of one client. */
    Texts of(long client) {
        return new Texts(language, client, own);
    }

    /** Returns the id of the client whose pages and messages have these texts; 0 for all clients without texts of their own. */
    public long client() {
        return client;
    }

    public Language language() {
        return language;
    }

    /** Returns what stands between two of these texts in a line. */
    public String gap() {
        return language.gap();
    }

    /**
     * Returns a text with its arguments filled in. An argument whose letters run in the other direction is isolated, so that
     * the bidirectional algorithm does not mix it with its surroundings.
     *
     * @param key a key of the bundle
     * @param arguments the values of {@code {0}}, {@code {1}} and so on
     * @throws MissingResourceException if there is no such text, which is a bug
     */
    public String get(String key, Object... arguments) {
        return fill(key, language.direction()::isolate, arguments);
    }

    /** Returns a text as {@link #get}, without isolating arguments: for headers, and for messages where each character counts. */
    public String bare(String key, Object... arguments) {
        return fill(key, argument -> argument, arguments);
    }

    private String fill(String key, UnaryOperator<String> form, Object... arguments) {
        return ARGUMENT.matcher(text(key)).replaceAll(place -> {
            int index = Integer.parseInt(place.group(1));
            String filled = index < arguments.length ? form.apply(String.valueOf(arguments[index])) : place.group();
            return Matcher.quoteReplacement(filled);
        });
    }

    /**
     * Returns all texts of a kind, one after the other, with the places of their arguments.
     *
     * @param kind the first part of their keys
     */
    public String characters(String kind) {
        return Bundle.of(language).keySet().stream()
                .filter(key -> key.startsWith(kind + "."))
                .map(this::text)
                .collect(Collectors.joining());
    }

    private String text(String key) {
        return pattern(key)
                .orElseThrow(() -> new MissingResourceException("no text " + key, Texts.class.getName(), key));
    }

    /** Returns a text with the places of its arguments; empty if no bundle has the key. */
    public Optional<String> pattern(String key) {
        String replaced = own.get(key);
        return Optional.ofNullable(replaced == null ? Bundle.of(language).get(key) : replaced);
    }

    /**
     * Returns the text of a channel ({@code key.phone}), or the common text ({@code key}) if the channel has none of its own.
     *
     * @param channel {@code email}, {@code phone} or {@code post}
     */
    public String on(String channel, String key, Object... arguments) {
        String special = key + "." + channel;
        return get(pattern(special).isPresent() ? special : key, arguments);
    }

    /** Returns the name of the country with this code (ISO 3166-1 alpha-2), or the code itself if it is unknown. */
    public String country(String code) {
        return code.matches("[A-Z]{2}") ? new Locale("", code).getDisplayCountry(language.locale()) : code;
    }

    /**
     * Returns a length of time in one unit: {@code 30 minutes}. It is rounded down, so that it promises no more than there is;
     * hence a unit serves only from two on.
     */
    public String length(Duration length) {
        long seconds = Math.max(1, length.toSeconds());
        if (seconds < 2 * MINUTE) {
            return counted("length.seconds.", seconds);
        }
        if (seconds < 2 * HOUR) {
            return counted("length.minutes.", seconds / MINUTE);
        }
        return seconds < 2 * DAY ? counted("length.hours.", seconds / HOUR) : counted("length.days.", seconds / DAY);
    }

    /**
     * Returns a time from now in one unit: {@code in 2 minutes}. It is rounded up, so that nobody comes too early: in seconds
     * below 90 seconds, in minutes below 90 minutes, in hours below 36 hours, then in days.
     */
    public String wait(Duration length) {
        long seconds = Math.max(1, length.plusMillis(999).toSeconds());
        if (seconds < 90) {
            return counted("wait.seconds.", seconds);
        }
        long minutes = (seconds + 59) / 60;
        if (minutes < 90) {
            return counted("wait.minutes.", minutes);
        }
        long hours = (minutes + 59) / 60;
        return hours < 36 ? counted("wait.hours.", hours) : counted("wait.days.", (hours + 23) / 24);
    }

    private String counted(String unit, long number) {
        return get(unit + Plural.of(language, number), number);
    }

    /** Returns the last day that has ended before a time in every time zone: {@code 21 November 2026}. */
    public String date(Instant end) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .withZone(ZoneOffset.UTC)
                .format(end.minus(DAY_ANYWHERE));
    }
}
