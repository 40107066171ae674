package dev.challenger.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An OAuth client, which may order validations. It may also be the backend of {@link Instances}.
 *
 * @param name the name shown to people on pages and in messages
 * @param redirectUris the URIs to which people may be sent back, compared as strings; at least one
 * @param requirePkce true if its authorization requests must have an S256 challenge (RFC 7636)
 * @param direct true if people may come without a nonce, so that their authorization request orders the validation
 */
public record Client(long id, String name, List<String> redirectUris, boolean requirePkce, boolean direct) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_URIS = 20;
    private static final int MAX_URI = 2_000;
    private static final int MAX_NAME = 100;
    /** Line separators, and characters that are invisible or turn the direction of text, could make a name look like another. */
    private static final Pattern VISIBLE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]*");

    private static final char UNREADABLE = '\uFFFD';

    public Client {
        redirectUris = List.copyOf(redirectUris);
    }

    /** Returns a client that is not registered yet, and so has no id. */
    public static Client fresh(String name, List<String> redirectUris) {
        return new Client(0, name, redirectUris, false, false);
    }

    public Client requiringPkce(boolean required) {
        return new Client(id, name, redirectUris, required, direct);
    }

    public Client startingDirectly(boolean allowed) {
        return new Client(id, name, redirectUris, requirePkce, allowed);
    }

    /** Returns the first redirect URI: people go back there if no authorization request has named another one. */
    public String redirectUri() {
        return redirectUris.get(0);
    }

    /** Returns the name of a client that is given none: the host of its redirect URI, or the scheme of an app. */
    public static String nameFor(String redirectUri) {
        try {
            URI uri = new URI(redirectUri);
            return Optional.ofNullable(uri.getHost()).orElse(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return redirectUri;
        }
    }

    /** @throws IllegalArgumentException if the redirect URIs or the name are not acceptable; the message gives the reason */
    public void requireAcceptable() {
        requireRedirectUris(redirectUris);
        requireName(name);
    }

    /** @throws IllegalArgumentException if a client cannot have these redirect URIs; the message gives the reason */
    static void requireRedirectUris(List<String> uris) {
        if (uris.isEmpty() || uris.size() > MAX_URIS) {
            throw new IllegalArgumentException("a client has 1 to " + MAX_URIS + " redirect URIs");
        }
        if (uris.stream().distinct().count() < uris.size()) {
            throw new IllegalArgumentException("a redirect URI is there twice");
        }
        uris.forEach(Client::requireRedirectUri);
    }

    private static void requireRedirectUri(String text) {
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
        if (name.isBlank() || name.length() > MAX_NAME || !VISIBLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name must be one line of 1 to " + MAX_NAME + " characters, all of them visible");
        }
        // The replacement character, into which a JVM in the locale C turns UTF-8 arguments.
        if (name.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException(
                    "the name has characters that are not of this locale; try LC_ALL=C.UTF-8");
        }
    }
}
