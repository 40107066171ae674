package dev.challenger.address;

/** What many addresses have in common, the narrowest first: messages are counted by it. */
public enum Area {
    /** The mail domain, in its ASCII form. */
    DOMAIN,
    /** A block of ten thousand phone numbers that follow each other: E.164 without the last four digits. */
    PREFIX,
    /** ISO 3166-1 alpha-2; the calling code, such as {@code +44}, of a phone number whose country cannot be told. */
    COUNTRY
}
