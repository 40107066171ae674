package dev.challenger.http;

import org.jspecify.annotations.Nullable;

/**
 * The site for which the service asks, on a page that knows little else: the error page, and the page of languages.
 *
 * @param title the site or its operation, as part of the page's title
 * @param line the sentence below the operator's name
 * @param name of the site
 * @param back the URL by which the person returns to the site; it is known to be good, since nobody is sent to strangers; null
 *     if there is none
 * @param page leads from the root of the web application to the page of the request, and ends where a query goes on
 */
public record Asker(
        String title, String line, String name, @Nullable String back, String page) {
    /** Shows nothing: the URLs may have a nonce or an authorization code. */
    @Override
    public String toString() {
        return "Asker[…]";
    }
}
