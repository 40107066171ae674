package dev.challenger.confirm;

import dev.challenger.http.Exchange;
import dev.challenger.text.Language;
import dev.challenger.text.Preference;
import dev.challenger.wire.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's visit to the page of a challenge.
 *
 * @param back the URI where the person goes on in the end; empty if they go back by themselves
 */
record Visit(ChallengePath path, Optional<String> back, Preference languages) {
    private static final String BACK = "redirect_uri";

    /**
     * Returns the visit as the URL has it. Its {@code redirect_uri} is not checked yet.
     *
     * @throws Problem code 26 if the query is malformed
     */
    static Visit of(Exchange exchange, ChallengePath path) {
        return new Visit(path, exchange.query().find(BACK), exchange.languages());
    }

    /** Returns the visit of a request that is refused, perhaps because its query is malformed. */
    static Visit ofAny(Exchange exchange, ChallengePath path) {
        try {
            return of(exchange, path);
        } catch (Problem malformed) {
            return new Visit(path, Optional.empty(), exchange.languages());
        }
    }

    /** Returns the same visit with another URI where the person goes on. */
    Visit to(Optional<String> other) {
        return new Visit(path, other, languages);
    }

    /**
     * Returns the query of every page and form of the challenge, so that the way on and the language are kept however a browser
     * comes back.
     *
     * @param language that the person has chosen
     */
    String query(Optional<Language> language) {
        return Stream.of(
                        back.map(uri -> BACK + "=" + URLEncoder.encode(uri, StandardCharsets.UTF_8)),
                        language.map(tag -> "ui_locales=" + tag))
                .flatMap(Optional::stream)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), query -> query.isEmpty() ? "" : "?" + query));
    }

    /** Returns the query without a language, ending where a parameter goes on. */
    String openQuery() {
        String query = query(Optional.empty());
        return query.isEmpty() ? "?" : query + "&";
    }

    /** Returns the relative URL of the challenge's page, seen from the request, with a {@link #query}. */
    String page(Optional<Language> language) {
        return (path.confirm() ? "../" : "") + path.id() + query(language);
    }
}
