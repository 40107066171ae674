package dev.challenger.transmission.http;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL in a template of a request. Its values choose neither the server nor the path. */
final class TemplateUrl {
    /** No value may be in the scheme or in the authority, so that no value chooses the server. */
    private static final Pattern SERVER = Pattern.compile(
            "(https?)://(?<authority>([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?)(?=[/?]|$)[^#]*");

    private static final int LAST_PORT = 65_535;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");
    private static final Pattern DOTS = Pattern.compile("(?i)(?:^|/)(?:\\.|%2E){1,2}(?:/|$)");

    private final URI server;
    private final Part whole;

    /**
     * @param names of the values
     * @param line of the template, for faults
     * @throws TemplateFault if the URL is malformed, or may put a value where it cannot be encoded
     */
    TemplateUrl(String url, Set<String> names, int line) {
        this.server = server(url, line);
        this.whole = new Part(url, Place.URL, names, line);
    }

    private static URI server(String url, int line) {
        Matcher server = SERVER.matcher(url);
        if (!server.matches()) {
            throw new TemplateFault(
                    line, "the URL must begin with https://, a host without values in it, and a slash, and have no #");
        }
        if (server.group(1).equals("http") && !LOOPBACK.matcher(server.group(3)).matches()) {
            throw new TemplateFault(
                    line, "http is allowed for this machine only, since messages have codes in them: use https");
        }
        URI root = uri(url.substring(0, server.end("authority")) + "/");
        if (root.getHost() == null || root.getPort() == 0 || root.getPort() > LAST_PORT) {
            throw new TemplateFault(line, "the host or the port of the URL cannot be one");
        }
        return root;
    }

    /** Returns the root of the server. */
    URI server() {
        return server;
    }

    /** @throws TemplateFault if a value is absent, or would lead to another path */
    URI fill(Map<String, Object> values) {
        String filled = whole.render(values);
        if (DOTS.matcher(filled.replaceFirst("\\?.*", "")).find()) {
            throw new TemplateFault(1, "a value would lead to another path");
        }
        return uri(filled);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message has the values.
            throw new TemplateFault(1, "the URL is malformed");
        }
    }
}
