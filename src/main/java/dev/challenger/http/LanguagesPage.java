package dev.challenger.http;

import org.jspecify.annotations.Nullable;

/**
 * The model of the page on which a person chooses a language. Its links lead to the page at the same path in another language,
 * and store nothing. It is a page of its own, since so many links would make every page half as long again.
 *
 * @param query the beginning of the query of each link
 * @param asker the site that sent the person; null if it is not known
 */
public record LanguagesPage(String query, @Nullable Asker asker) {
    /** The page without a site, at a path without a query. */
    public static final LanguagesPage PLAIN = new LanguagesPage("?", null);

    /** The name of the template. */
    public static final String NAME = "languages";

    private static final String ASKED = "languages=1";

    /** Returns true if a request for a page asks for this one, by {@code languages=1} in its query. */
    public static boolean isAsked(Exchange exchange) {
        return exchange.html() && exchange.hasInQuery(ASKED);
    }
}
