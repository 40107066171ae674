package dev.challenger.address;

import dev.challenger.wire.Typed;
import java.util.Optional;

/**
 * The value of one field, read once.
 *
 * @param text the value as it is shown, stored, restricted, sent to and attested; the cleaned text if the field cannot have
 *     this value
 * @param possible whether the field can have this value; the operator's restrictions are another matter
 * @param normal the form that all spellings of the value share; it differs from the text in letters only
 * @param number the phone number; empty for other fields, and for text that is not a phone number
 */
record FieldValue(Field field, String text, boolean possible, String normal, Optional<PhoneNumber> number) {
    private static final int SHOWN = 2;

    static FieldValue read(Field field, String typed, PhonePolicy phones) {
        String clean = Typed.clean(typed);
        Optional<PhoneNumber> number = field == Field.CONTACT_PHONE ? phones.parse(clean) : Optional.empty();
        Optional<String> read = switch (field) {
            case CONTACT_EMAIL -> EmailAddress.normalise(clean);
            case CONTACT_PHONE -> number.map(PhoneNumber::e164);
            case CONTACT_NAME -> PostalAddress.line(clean);
            case ADDRESS_LINES -> PostalAddress.lines(clean);
            case ADDRESS_COUNTRY -> PostalAddress.country(clean);
        };
        Optional<String> value = read.filter(text -> fits(field, clean) && fits(field, text));
        String text = value.orElse(clean);
        String normal = switch (field) {
            case CONTACT_EMAIL, CONTACT_PHONE, ADDRESS_COUNTRY -> text;
            case CONTACT_NAME, ADDRESS_LINES -> PostalAddress.fold(text);
        };
        return new FieldValue(field, text, value.isPresent(), normal, number);
    }

    /** Browsers count a line end as one character and send it as two. */
    private static boolean fits(Field field, String typed) {
        return typed.replace("\r\n", "\n").length() <= field.maxLength();
    }

    FieldValue normalised() {
        return new FieldValue(field, normal, possible, normal, number);
    }

    /** The part of the value that logs may show. */
    String mask() {
        return switch (field) {
            case CONTACT_EMAIL -> email();
            case CONTACT_PHONE -> number.map(FieldValue::phone).orElse("…");
            case ADDRESS_COUNTRY -> possible ? text : "…";
            case CONTACT_NAME, ADDRESS_LINES -> "…";
        };
    }

    private String email() {
        int at = text.lastIndexOf('@');
        return at < 0
                ? start(text, SHOWN)
                : start(text.substring(0, at), SHOWN) + "@" + start(text.substring(at + 1), 1);
    }

    private static String phone(PhoneNumber number) {
        String e164 = number.e164();
        return number.callingCode() + "…" + e164.substring(e164.length() - SHOWN);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length() / 2)) + "…";
    }

    /** Shows no value, as {@link Address#toString}. */
    @Override
    public String toString() {
        return "FieldValue[" + field + "]";
    }
}
