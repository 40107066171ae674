package dev.challenger.launch;

import java.util.List;

/** Hides the values of parameters that are secret, whatever the values look like. */
final class SecretParameters {
    private static final String CODE = "code";
    /** A prefix of its values rather than a name, so nothing stands between. */
    private static final String SECRET_TOKEN = "secret-token";

    private static final List<String> NAMES =
            List.of(CODE, "state", "access_token", "client_secret", "code_verifier", SECRET_TOKEN, "pin", "tan");
    /** Longer numbers after {@code code} may be secret; error codes and exit statuses have fewer digits. */
    private static final int ERROR_CODE = 5;
    /** The length of an encoded symbol in a URL. */
    private static final int ESCAPE = 3;

    private final String text;
    private final Redaction redaction;

    private SecretParameters(String text) {
        this.text = text;
        this.redaction = new Redaction(text);
    }

    static String hide(String text) {
        return new SecretParameters(text).hide();
    }

    /** Returns true if a part of a text ends like the name of a secret parameter. */
    static boolean mayBeName(String text, int begin, int end) {
        if (begin == end) {
            return false;
        }
        int last = text.charAt(end - 1) | ' ';
        if (last != 'e' && last != 'n' && last != 't' && last != 'r') {
            return false;
        }
        for (String name : NAMES) {
            int from = end - name.length();
            // An escape such as %3F may stand before the name.
            if (from >= begin && from <= begin + 2 && text.regionMatches(true, from, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    /** Hides the values, as in a query, in JSON, or encoded in another URL. */
    private String hide() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int separator = c == '=' || c == ':' ? 1 : c == '%' && isEncodedSeparator(at) ? ESCAPE : 0;
            String key = separator > 0 && at >= redaction.end() ? key(at) : "";
            if (!key.isEmpty()) {
                value(key, at + separator, separator > 1);
            }
        }
        return redaction.toString();
    }

    private boolean isEncodedSeparator(int at) {
        return text.startsWith("%3", at) && at + 2 < text.length() && "DdAa".indexOf(text.charAt(at + 2)) >= 0;
    }

    /** Returns the name of the secret parameter before a separator, or an empty text if there is none. */
    private String key(int separator) {
        int end = separator;
        while (end > 0 && isQuote(text.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && isKeySymbol(text.charAt(begin - 1))) {
            begin--;
        }
        // The letters of an escape such as %3F do not belong to the word.
        if (begin > 0 && text.charAt(begin - 1) == '%') {
            begin += 2;
        } else if (begin > 1 && text.charAt(begin - 2) == '%') {
            begin += 1;
        }
        for (String key : NAMES) {
            if (key.length() == end - begin && text.regionMatches(true, begin, key, 0, key.length())) {
                return key;
            }
        }
        return "";
    }

    private static boolean isQuote(char c) {
        return c == ' ' || c == '"' || c == '\'' || c == '\\';
    }

    private static boolean isKeySymbol(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }

    private void value(String key, int from, boolean encoded) {
        int begin = from;
        while (begin < text.length() && isQuote(text.charAt(begin)) && !key.equals(SECRET_TOKEN)) {
            begin++;
        }
        int end = begin;
        while (end < text.length() && !isEnd(end, encoded)) {
            end++;
        }
        if (end > begin && !(key.equals(CODE) && isErrorCode(begin, end))) {
            redaction.hide(begin, end);
        }
    }

    private boolean isEnd(int at, boolean encoded) {
        char c = text.charAt(at);
        return c <= ' ' || "&\"'<>()[]{},;".indexOf(c) >= 0 || encoded && text.startsWith("%26", at);
    }

    private boolean isErrorCode(int begin, int end) {
        return end - begin <= ERROR_CODE && text.substring(begin, end).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
