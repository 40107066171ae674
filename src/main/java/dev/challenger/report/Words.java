package dev.challenger.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers and names as people read them. */
final class Words {
    private static final String BLANK = "\u00a0";

    private Words() {}

    /** Returns a number with gaps between groups of three digits. */
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(",", "\u202f");
    }

    /** Returns a share in percent without a fraction, since a fraction would claim too much. */
    static String percent(double share) {
        return Math.round(100 * share) + BLANK + "%";
    }

    static String time(double seconds) {
        if (seconds < 1) {
            return Math.round(seconds * 1_000) + BLANK + "ms";
        } else if (seconds < 90) {
            return rounded(seconds) + BLANK + "s";
        } else if (seconds < 2 * 3_600) {
            return rounded(seconds / 60) + BLANK + "min";
        } else if (seconds < 2 * 86_400) {
            return rounded(seconds / 3_600) + BLANK + "h";
        }
        return rounded(seconds / 86_400) + BLANK + "days";
    }

    static String time(Duration duration) {
        return time(duration.toMillis() / 1_000.0);
    }

    /** Returns two digits, since the times come from buckets. */
    private static String rounded(double value) {
        return new BigDecimal(value)
                .round(new MathContext(value < 10 ? 2 : 3))
                .setScale(value < 10 ? 1 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns the name of a channel. */
    static String channel(String channel) {
        return switch (channel) {
            case "email" -> "E-mail";
            case "phone" -> "Phone";
            case "post" -> "Letters";
            default -> channel;
        };
    }

    /** Returns what areas of a channel are, in the plural. */
    static String areas(String channel) {
        return channel.equals("email") ? "mail domains" : "countries";
    }

    /** Returns a number of areas of a channel. */
    static String areas(String channel, int count) {
        String one = channel.equals("email") ? "mail domain" : "country";
        return number(count) + " " + (count == 1 ? one : areas(channel));
    }

    /** Shortens a name that is too long for a plot; its table has it in full. */
    static String shortened(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length - 1) + "…";
    }
}
