package dev.challenger.validation;

import dev.challenger.secret.Secret;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The URLs that send a person back to the client, with a code or without (RFC 6749 section 4.1.2, RFC 9207). */
final class Redirection {
    /**
     * The greatest length of an encoded state, in characters. Together with all other headers of a response, it stays below
     * the 8 KiB that some containers allow.
     */
    private static final int MAX_STATE = 4_000;

    private static final Pattern WEB = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

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
    static String of(String uri, @Nullable String state, RequestError error, String issuer) {
        String result = "error=" + error.error() + "&error_description=" + encode(error.description());
        return of(uri, result, state, issuer);
    }

    private static String of(String uri, String result, @Nullable String state, String issuer) {
        return uri
                + (uri.indexOf('?') < 0 ? '?' : '&')
                + result
                + (state == null ? "" : "&state=" + encode(state))
                + "&iss="
                + encode(issuer);
    }

    /** Returns the parameters of a form that takes a code to the client, by name. */
    static Map<String, String> form(@Nullable String state, Secret code, String issuer) {
        return form(state, Map.of("code", code.text()), issuer);
    }

    /** Returns the parameters of a form that takes an error to the client, by name. */
    static Map<String, String> form(@Nullable String state, RequestError error, String issuer) {
        return form(state, Map.of("error", error.error(), "error_description", error.description()), issuer);
    }

    private static Map<String, String> form(@Nullable String state, Map<String, String> result, String issuer) {
        Map<String, String> form = new TreeMap<>(result);
        if (state != null) {
            form.put("state", new String(state.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        form.put("iss", issuer);
        return form;
    }

    /** Returns true if a form can be posted to a redirect URI. Apps are called by links only. */
    static boolean takesForms(String uri) {
        return WEB.matcher(uri).lookingAt();
    }

    /** Returns true if a form can carry this state: browsers change line ends, and post text only. */
    static boolean canPost(String state) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(state.getBytes(StandardCharsets.ISO_8859_1)))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
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
