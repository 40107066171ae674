package dev.challenger.settings;

import java.net.URI;

/** URLs of the web as settings have them. */
final class WebUrl {
    private WebUrl() {}

    static URI parse(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65535;
        // Other than ASCII would have to be encoded again wherever it is put into a header.
        if (!web || !whole || !uri.toASCIIString().equals(text)) {
            throw new IllegalArgumentException("no URL of the web");
        }
        return uri;
    }

    /** Slashes at the end are cut off, so that a path can be put after it. */
    static URI parseBase(String text) {
        URI uri = parse(text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("more than a base");
        }
        return URI.create(text.replaceFirst("/+$", ""));
    }

    /** For messages: a URL without the part that may have a password. */
    static String withoutUser(String text) {
        return text.replaceFirst("://[^/]*@", "://…@");
    }
}
