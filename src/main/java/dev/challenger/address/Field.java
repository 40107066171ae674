package dev.challenger.address;

/** The fields of all address types; their names are those on the wire. */
public enum Field {
    CONTACT_EMAIL(254),
    CONTACT_PHONE(40),
    CONTACT_NAME(100),
    /** Lines separated by {@code \n}. */
    ADDRESS_LINES(500),
    /** ISO 3166-1 alpha-2. */
    ADDRESS_COUNTRY(2);

    private final int maxLength;

    Field(int maxLength) {
        this.maxLength = maxLength;
    }

    /** In UTF-16 characters; more is malformed whatever the restrictions say. */
    public int maxLength() {
        return maxLength;
    }
}
