package dev.challenger.audit;

import java.util.Map;
import java.util.StringJoiner;

/**
 * A JSON object of texts, numbers and truth values on one line. Written here, since who embeds us may have no Jackson; in
 * ASCII, so that whatever a text has in it neither ends the line nor depends on the log's character set.
 */
final class FlatJson {
    private static final String HEX = "0123456789abcdef";

    private FlatJson() {}

    /** @param object by name; values are {@link String}, {@link Long} or {@link Boolean} */
    static String write(Map<?, ?> object) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        object.forEach((name, value) -> members.add(quoted(name.toString()) + ":" + value(value)));
        return members.toString();
    }

    private static String value(Object value) {
        return value instanceof Long || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> append(quoted, (char) c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').append(c);
        } else if (c >= ' ' && c <= '~') {
            quoted.append(c);
        } else {
            quoted.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                quoted.append(HEX.charAt(c >> shift & 0xF));
            }
        }
    }
}
