package dev.challenger.settings;

import java.net.URI;

/** Parses the http and https URLs of settings. */
final class WebUrl {
    private WebUrl() {}

    static URI parse(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65535;
        // Characters outside ASCII would have to be encoded wherever the URL is written to a header.
        if (!web || !whole || !uri.toASCIIString().equals(text)) {
            throw new IllegalArgumentException("no URL of the web");
        }
        return uri;
    }

    /** Parses a URL without query and fragment, and cuts off slashes at its end, so that a path can be appended. */
    static URI parseBase(String text) {
        URI uri = parse(text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("more than a base");
        }
        return URI.create(text.replaceFirst("/+$", ""));
    }

    /** Returns a URL for messages, without the user information, which may contain a password. */
    static String withoutUser(String text) {
        return text.replaceFirst("://[^/]*@", "://…@");
    }
}
