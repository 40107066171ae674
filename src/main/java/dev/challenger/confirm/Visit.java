package dev.challenger.confirm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A page that is asked for: its place, and where the person goes on.
 *
 * @param back where people may be sent from there; empty if they go back by themselves
 */
record Visit(String instance, String id, Optional<String> back) {
    static final String BACK = "redirect_uri";

    /** In the URL of every page and form of the challenge, so that however a browser comes back the way on is kept. */
    String query() {
        return back.map(uri -> "?" + BACK + "=" + URLEncoder.encode(uri, StandardCharsets.UTF_8))
                .orElse("");
    }
}
