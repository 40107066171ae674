package dev.challenger.text;

import java.text.Collator;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The texts of pages and messages, in English. They come from the bundle {@code texts.properties}. Arguments are formatted
 * independently of the machine's locale and time zone.
 */
public final class Texts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH);

    private final ResourceBundle bundle = ResourceBundle.getBundle(
            "dev.challenger.text.texts",
            Locale.ROOT,
            Texts.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private final Map<String, String> countries = countries(Locale.forLanguageTag(language()));

    /** The language tag, for the {@code lang} attribute. */
    public String language() {
        return "en";
    }

    /**
     * Returns a text with its arguments filled in.
     *
     * @param key a key of the bundle
     * @param arguments the values of {@code {0}}, {@code {1}} and so on
     * @throws java.util.MissingResourceException if the bundle does not have the key, which is a bug
     */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ENGLISH).format(arguments);
    }

    /**
     * Returns the text of a channel ({@code key.phone}), or the common text ({@code key}) if the channel has none of its own.
     *
     * @param channel {@code email}, {@code phone} or {@code post}
     */
    public String on(String channel, String key, Object... arguments) {
        String own = key + "." + channel;
        return get(bundle.containsKey(own) ? own : key, arguments);
    }

    /** The names of all countries by their codes (ISO 3166-1 alpha-2, and XK for Kosovo), sorted by name. */
    public Map<String, String> countries() {
        return countries;
    }

    /** The name of the country with this code, or the code itself if it is unknown. */
    public String country(String code) {
        return countries.getOrDefault(code, code);
    }

    private static Map<String, String> countries(Locale language) {
        Map<String, String> names = new LinkedHashMap<>();
        // ISO has no code for Kosovo. Posts and banks use XK.
        Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK"))
                .map(code -> Map.entry(code, new Locale("", code).getDisplayCountry(language)))
                .sorted(Map.Entry.comparingByValue(Collator.getInstance(language)))
                .forEach(country -> names.put(country.getKey(), country.getValue()));
        return Collections.unmodifiableMap(names);
    }

    /** A point in time in short form, for text messages: {@code 21 Nov, 14:35 UTC}. */
    public String shortTime(Instant at) {
        return SHORT_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /** A point in time: {@code 21 November 2026, 14:35 UTC}. */
    public String time(Instant at) {
        return TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /**
     * A duration, rounded up, in one unit: seconds below 90 seconds, minutes below 90 minutes, hours below 36 hours, then
     * days. Examples: {@code 45 seconds}, {@code 2 minutes}.
     */
    public String duration(Duration length) {
        long seconds = Math.max(1, length.plusMillis(999).toSeconds());
        if (seconds < 90) {
            return get("duration.seconds", seconds);
        }
        long minutes = (seconds + 59) / 60;
        if (minutes < 90) {
            return get("duration.minutes", minutes);
        }
        long hours = (minutes + 59) / 60;
        return hours < 36 ? get("duration.hours", hours) : get("duration.days", (hours + 23) / 24);
    }
}
