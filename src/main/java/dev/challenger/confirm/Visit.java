package dev.challenger.confirm;

import dev.challenger.http.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A person's visit to the page of a challenge.
 *
 * @param back the URI where the person goes on in the end; empty if they go back by themselves
 */
record Visit(ChallengePath path, Optional<String> back) {
    private static final String BACK = "redirect_uri";

    /**
     * Returns the visit as the URL has it. Its {@code redirect_uri} is not checked yet.
     *
     * @throws dev.challenger.wire.Problem code 26 if the query is malformed
     */
    static Visit of(Exchange exchange, ChallengePath path) {
        return new Visit(path, exchange.query().find(BACK));
    }

    /** Returns the query of every page and form of the challenge, so that the way on is kept however a browser comes back. */
    String query() {
        return back.map(uri -> "?" + BACK + "=" + URLEncoder.encode(uri, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Returns the relative URL of the challenge's page, seen from the request. */
    String page() {
        return (path.confirm() ? "../" : "") + path.id() + query();
    }
}
