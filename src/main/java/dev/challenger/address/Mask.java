package dev.challenger.address;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Addresses for logs: enough to recognise one's own, too little to write to. */
public final class Mask {
    private static final int SHOWN = 2;

    private Mask() {}

    /**
     * {@code al…@e…}, {@code +41…67}, {@code CH, …}: of an e-mail address the beginning of each part, of a phone number the
     * calling code and the last digits, of a letter the country.
     */
    public static String of(Address address) {
        return address.fields().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> mask(field.getKey(), field.getValue()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String mask(String field, String value) {
        return switch (field) {
            case "CONTACT_EMAIL" -> email(value);
            case "CONTACT_PHONE" ->
                PhoneNumber.parse(value, Optional.empty()).map(Mask::phone).orElse("…");
            case "ADDRESS_COUNTRY" -> PostalAddress.country(value).orElse("…");
            default -> "…";
        };
    }

    private static String email(String value) {
        int at = value.lastIndexOf('@');
        return at < 0
                ? start(value, SHOWN)
                : start(value.substring(0, at), SHOWN) + "@" + start(value.substring(at + 1), 1);
    }

    private static String phone(PhoneNumber number) {
        String e164 = number.e164();
        return number.callingCode() + "…" + e164.substring(e164.length() - SHOWN);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length() / 2)) + "…";
    }
}
