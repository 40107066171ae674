package dev.challenger.address;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of phone numbers an operator may keep messages from, by the numbering plans that libphonenumber knows. A number
 * that may be a mobile one has none.
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

    /** The kind with this name in the settings. */
    public static Optional<PhoneKind> parse(String name) {
        return Stream.of(values()).filter(kind -> kind.toString().equals(name)).findFirst();
    }

    /** The name in the settings: {@code premium-rate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
