package dev.challenger.address;

import java.util.Map;
import java.util.stream.Collectors;

/** Addresses for logs: enough to recognise one's own, too little to write to. */
public final class Mask {
    private static final int SHOWN = 2;

    private Mask() {}

    /** {@code al…@e…}: the beginning of each part of each field. */
    public static String of(Address address) {
        return address.fields().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> mask(field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String mask(String value) {
        int at = value.lastIndexOf('@');
        return at < 0
                ? start(value, SHOWN)
                : start(value.substring(0, at), SHOWN) + "@" + start(value.substring(at + 1), 1);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(length, text.length() / 2)) + "…";
    }
}
