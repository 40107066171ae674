package dev.challenger.address;

import java.util.Locale;

/** What carries a message to an address of a type; what is usual differs from one to the other in cost and in time. */
public enum Channel {
    EMAIL,
    PHONE,
    POST;

    /** {@code email}, as in {@code command.email}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
