package dev.challenger.address;

/** A part that many addresses share and that messages are counted by; the narrowest comes first. */
public enum Area {
    /** The mail domain, in its ASCII form. */
    DOMAIN,
    /** A block of ten thousand consecutive phone numbers: E.164 without the last four digits. */
    PREFIX,
    /** ISO 3166-1 alpha-2, or the calling code, such as {@code +44}, of a phone number whose country is ambiguous. */
    COUNTRY
}
