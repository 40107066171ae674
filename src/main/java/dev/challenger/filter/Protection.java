package dev.challenger.filter;

import dev.challenger.mfa.Demand;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Which requests are protected operations: the one interface that an application implements.
 *
 * <p>It is asked about every request that comes from outside, of any method, and decides by what the servlets' mapping goes
 * by too, {@link HttpServletRequest#getServletPath()} and {@link HttpServletRequest#getPathInfo()}: they are decoded, and
 * {@link HttpServletRequest#getRequestURI()} can be written in many ways that lead to the same servlet. It may read
 * parameters and body, of which the application gets everything again; the parts of a multipart body are not there.
 *
 * <p>It should demand something only of who may run the operation otherwise, by a password or the like: whoever is asked
 * for TANs can have them sent, and identical requests share their challenges.
 */
@FunctionalInterface
public interface Protection {
    /** Protects nothing: for an application that has the endpoints alone. */
    Protection NONE = request -> Optional.empty();

    /**
     * What must be confirmed before the request may run, or nothing. A browser of another origin asks by {@code OPTIONS}
     * first whether it may make the request; there is nothing to confirm for that.
     *
     * @throws Problem to refuse the request; whatever else it throws refuses it with code 60
     */
    Optional<Demand> demand(HttpServletRequest request);
}
