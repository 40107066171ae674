package dev.challenger.address;

/** The fields of all address types. The names of the constants are the names on the wire. */
public enum Field {
    CONTACT_EMAIL(254),
    CONTACT_PHONE(40),
    CONTACT_NAME(100),
    /** Lines separated by {@code \n}. */
    ADDRESS_LINES(500),
    /** ISO 3166-1 alpha-2; typed as such or as an English name. */
    ADDRESS_COUNTRY(60);

    private final int maxLength;

    Field(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Returns the maximum length in UTF-16 characters. A longer value is malformed, whatever the restrictions allow. */
    public int maxLength() {
        return maxLength;
    }
}
