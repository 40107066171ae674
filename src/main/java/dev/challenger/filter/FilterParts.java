package dev.challenger.filter;

import dev.challenger.http.Origin;
import dev.challenger.mfa.TanChallenges;
import jakarta.servlet.ServletContext;

/**
 * What the filter of a web application works with.
 *
 * @param maxBody of a protected request, in bytes
 * @param pages whether the web application has pages of its own for people at the paths of TAN challenges: then requests
 *     that want HTML are theirs
 */
public record FilterParts(TanChallenges challenges, Protection protection, Origin origin, int maxBody, boolean pages) {
    private static final String NAME = FilterParts.class.getName();

    /** Makes these the parts of the web application. For its listener, before filters are initialised. */
    public void register(ServletContext context) {
        context.setAttribute(NAME, this);
    }

    /** @throws IllegalStateException if no listener has registered any */
    static FilterParts of(ServletContext context) {
        if (context.getAttribute(NAME) instanceof FilterParts parts) {
            return parts;
        }
        throw new IllegalStateException(
                "no listener of this web application has registered what the filter works with");
    }
}
