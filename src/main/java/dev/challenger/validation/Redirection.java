package dev.challenger.validation;

import dev.challenger.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The URLs that send a person back to the client, with a code or without (RFC 6749 section 4.1.2, RFC 9207). */
final class Redirection {
    /**
     * The greatest length of an encoded state, in characters. Together with all other headers of a response, it stays below
     * the 8 KiB that some containers allow.
     */
    private static final int MAX_STATE = 4_000;

    private Redirection() {}

    /**
     * Returns the redirect URI with {@code code}, {@code state} and {@code iss}.
     *
     * @param state the bytes that the client sent, as ISO 8859-1; null to leave it out
     */
    static String of(String uri, @Nullable String state, Secret code, String issuer) {
        return of(uri, "code=" + code.text(), state, issuer);
    }

    /** Returns the redirect URI with {@code error}, {@code error_description}, {@code state} and {@code iss}. */
    static String of(String uri, @Nullable String state, Ending ending, String issuer) {
        String error = "error=" + ending.error() + "&error_description=" + encode(ending.description());
        return of(uri, error, state, issuer);
    }

    private static String of(String uri, String result, @Nullable String state, String issuer) {
        return uri
                + (uri.indexOf('?') < 0 ? '?' : '&')
                + result
                + (state == null ? "" : "&state=" + encode(state))
                + "&iss="
                + encode(issuer);
    }

    /** Returns true if a redirection can carry this state, whose characters are bytes (ISO 8859-1). */
    static boolean canCarry(String state) {
        return encode(state).length() <= MAX_STATE;
    }

    /**
     * Percent-encodes everything but the unreserved characters of RFC 3986. ISO 8859-1 keeps each byte of a state as it
     * came; an issuer is a URI, and so ASCII.
     */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.ISO_8859_1)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
