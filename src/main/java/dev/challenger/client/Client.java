package dev.challenger.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * An OAuth client, which may order validations. It may also be the backend of {@link Instances}.
 *
 * @param name the name shown to people on pages and in messages
 * @param redirectUri the only URI to which people are sent back, compared as a string
 * @param requirePkce true if its authorization requests must have an S256 challenge (RFC 7636)
 */
public record Client(long id, String name, String redirectUri, boolean requirePkce) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_URI = 2_000;
    private static final int MAX_NAME = 100;
    private static final char UNREADABLE = '\uFFFD';

    /** @throws IllegalArgumentException if a client cannot have this redirect URI; the message gives the reason */
    static void requireRedirectUri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the redirect URI is not a URI: " + e.getReason(), e);
        }
        if (!uri.isAbsolute() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the redirect URI must be absolute and have no fragment");
        }
        if (!mayCarryCodes(uri)) {
            throw new IllegalArgumentException(
                    "the redirect URI must begin with https://, with http:// and localhost, 127.0.0.1 or [::1],"
                            + " or with the reversed domain of an app, such as com.example.app:/");
        }
        if (text.length() > MAX_URI || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "the redirect URI must be at most " + MAX_URI + " characters of ASCII without blanks");
        }
    }

    /**
     * Nobody on the way may read or redirect what a redirect carries. Private-use schemes have the reversed domain of their
     * owner (RFC 8252 section 7.1), so none of them is a scheme that browsers run or open as a file.
     */
    private static boolean mayCarryCodes(URI uri) {
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> uri.getHost() != null;
            case "http" -> LOOPBACK.contains(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
            default -> uri.getScheme().contains(".");
        };
    }

    /** @throws IllegalArgumentException if a client cannot have this name; the message gives the reason */
    static void requireName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name must be one line of 1 to " + MAX_NAME + " characters");
        }
        // The replacement character, into which a JVM in the locale C turns UTF-8 arguments.
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException(
                    "the name has characters that are not of this locale; try LC_ALL=C.UTF-8");
        }
    }
}
