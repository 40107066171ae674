package dev.challenger.validation;

import dev.challenger.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The way back to the client once a validation is solved (RFC 6749 section 4.1.2, RFC 9207). */
final class Redirection {
    /** Symbols of an encoded state: with all else in the head of an answer less than the 8 KiB of some containers. */
    private static final int MAX_STATE = 4_000;

    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Redirection() {}

    /** The redirect URI with {@code code}, {@code state} if the client gave one, and {@code iss}. */
    static String of(Validation validation, Secret code, String issuer) {
        String uri = validation.redirectUri();
        String state = validation.authorization().state();
        return uri
                + (uri.indexOf('?') < 0 ? '?' : '&')
                + "code="
                + code.text()
                + (state == null ? "" : "&state=" + encode(state.getBytes(StandardCharsets.ISO_8859_1)))
                + "&iss="
                + encode(issuer.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the way back is wide enough for this state. */
    static boolean canCarry(byte[] state) {
        return encode(state).length() <= MAX_STATE;
    }

    static String encode(String text, Charset charset) {
        return URLEncoder.encode(text, charset)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String encode(byte[] bytes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }
}
