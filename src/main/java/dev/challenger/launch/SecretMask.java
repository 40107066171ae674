package dev.challenger.launch;

/**
 * Replaces secrets in a text by {@code ***}, whoever wrote the text: nonces, ids of TAN challenges, tokens and everything else
 * that has 52 symbols, codes of 8 digits in any script, and the values of parameters that are secret. It may hide more than
 * that, but hides no ids of validations, TAN challenges and clients. Masking a masked text changes nothing.
 *
 * <p>Each log record passes through here, so no patterns are used.
 */
final class SecretMask {
    /** The length of the shortest word that is hidden: that of 32 bytes in Base32. */
    static final int SYMBOLS = 52;

    private SecretMask() {}

    /** Returns the text without its secrets; the same instance if it has none. */
    static String mask(String text) {
        return SecretScan.suspects(text) ? hide(text) : text;
    }

    /** Does the same for a text that has secrets, or is at least suspected to. */
    static String hide(String text) {
        return SecretNumbers.hide(words(SecretParameters.hide(text)));
    }

    /** Hides long words. A percent sign belongs to a word: any symbol of a secret may be encoded. */
    private static String words(String text) {
        Redaction redaction = new Redaction(text);
        int begin = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || !isWordSymbol(text.charAt(at))) {
                if (at - begin >= SYMBOLS) {
                    redaction.hide(begin, at);
                }
                begin = at + 1;
            }
        }
        return redaction.toString();
    }

    private static boolean isWordSymbol(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '%' || c == '_';
    }
}
