package dev.challenger.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds the headers that every answer has. They forbid caching, framing, sniffing and referrers; any origin may read. */
public final class Headers extends HttpFilter {
    private static final long serialVersionUID = 1;

    /**
     * There is no {@code form-action}: browsers apply it to the redirect after the last form too, and that redirect goes to
     * the client, and from there wherever the client sends people.
     */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("Access-Control-Allow-Origin", "*");
        ALL.put("Access-Control-Expose-Headers", "*");
        ALL.put("Content-Security-Policy", POLICY);
        ALL.put("Referrer-Policy", "no-referrer");
        ALL.put("X-Content-Type-Options", "nosniff");
        ALL.put("Cache-Control", "no-store");
    }

    /** Browsers use only https for this host from then on. A year is what lists of such hosts demand. */
    private static final String HSTS = "max-age=31536000";

    private transient Map<String, String> headers = all();

    /** Returns the names and values, in the order in which they are sent. */
    public static Map<String, String> all() {
        return Collections.unmodifiableMap(ALL);
    }

    /** Returns the names and values for a service at this URL: with HSTS (RFC 6797), if people reach it by https. */
    public static Map<String, String> all(PublicUrl url) {
        Map<String, String> all = new LinkedHashMap<>(ALL);
        if (url.isSecure()) {
            all.put("Strict-Transport-Security", HSTS);
        }
        return all;
    }

    @Override
    public void init() {
        headers = all(PublicUrl.ATTRIBUTE.get(getServletContext()));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        headers.forEach(response::setHeader);
        chain.doFilter(request, response);
    }
}
