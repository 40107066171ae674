package dev.challenger.address;

import java.util.Locale;

/** The way by which a message reaches an address. Channels differ in cost and delay, so each has its own limits. */
public enum Channel {
    EMAIL,
    PHONE,
    POST;

    /** Returns the name in the settings: {@code email}, as in {@code command.email}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
