package dev.challenger.text;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

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

    /** The name of the country with this code (ISO 3166-1 alpha-2), or the code itself if it is unknown. */
    public String country(String code) {
        return code.matches("[A-Z]{2}")
                ? new Locale("", code).getDisplayCountry(Locale.forLanguageTag(language()))
                : code;
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
