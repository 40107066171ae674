package dev.challenger.address;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of phone numbers that an operator can exclude, from the numbering plans in libphonenumber. A number that may be
 * mobile has no kind.
 */
public enum PhoneKind {
    PREMIUM_RATE,
    SHARED_COST,
    PAGER,
    UAN,
    VOIP,
    TOLL_FREE,
    FIXED_LINE,
    PERSONAL_NUMBER,
    VOICEMAIL;

    /** Parses the name in the settings. */
    public static Optional<PhoneKind> parse(String name) {
        return Stream.of(values()).filter(kind -> kind.toString().equals(name)).findFirst();
    }

    /** The name in the settings, for example {@code premium-rate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
