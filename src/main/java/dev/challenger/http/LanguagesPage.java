package dev.challenger.http;

import dev.challenger.text.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model of the page on which a person chooses a language. Its links lead to the page at the same path in another language,
 * and store nothing. It is a page of its own, since so many links would make every page half as long again.
 *
 * @param query the beginning of the query of each link
 */
public record LanguagesPage(String query) {
    private static final String ASKED = "languages=1";

    /**
     * Returns the page if a request for a page asks for it, by {@code languages=1} in its query.
     *
     * @param query what the links keep: empty, or a query with its question mark
     * @param texts those of the page from which the person comes; null if the request alone decides
     */
    public static Optional<Reply> asked(Exchange exchange, String query, @Nullable Texts texts) {
        LanguagesPage page = new LanguagesPage(query.isEmpty() ? "?" : query + "&");
        return exchange.html() && exchange.hasInQuery(ASKED)
                ? Optional.of(Reply.page(200, "languages", page, texts))
                : Optional.empty();
    }
}
