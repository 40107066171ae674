package dev.challenger.wire;

import java.util.Map;

/**
 * Compact JSON in ASCII, written without any library: for classes that other applications load, and for arguments of
 * commands, whose character set depends on the locale Java was started in.
 */
public final class JsonText {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * @param value a string, a number without fraction, a boolean, a list of such values, or a map from strings to them
     * @throws IllegalArgumentException if it is none of these
     */
    public static String write(Object value) {
        JsonText json = new JsonText();
        json.append(value);
        return json.text.toString();
    }

    private void append(Object value) {
        if (value instanceof CharSequence string) {
            quote(string);
        } else if (value instanceof Map<?, ?> members) {
            members(members);
        } else if (value instanceof Iterable<?> elements) {
            elements(elements);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException(
                    "JSON does not have " + value.getClass().getName());
        }
    }

    private void members(Map<?, ?> members) {
        char before = '{';
        for (Map.Entry<?, ?> member : members.entrySet()) {
            text.append(before);
            quote(String.valueOf(member.getKey()));
            text.append(':');
            append(member.getValue());
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void elements(Iterable<?> elements) {
        char before = '[';
        for (Object element : elements) {
            text.append(before);
            append(element);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    private void quote(CharSequence string) {
        text.append('"');
        string.chars().forEach(this::escape);
        text.append('"');
    }

    private void escape(int c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append((char) c);
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> plain(c);
        }
    }

    private void plain(int c) {
        if (c >= ' ' && c <= '~') {
            text.append((char) c);
            return;
        }
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(c >> shift & 15));
        }
    }
}
