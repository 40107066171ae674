package dev.challenger.filter;

import dev.challenger.http.RequestPath;
import dev.challenger.mfa.Demand;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Decides which requests are protected operations. This is the only interface that an application implements.
 *
 * <p>The filter calls it for every request that comes from outside, of any method. Decide by {@link RequestPath#of}, which is
 * the same under every mapping of servlets: {@link HttpServletRequest#getPathInfo()} is null under some, and
 * {@link HttpServletRequest#getRequestURI()} can be written in many ways that lead to the same servlet. Parameters and body
 * may be read, and the application can read them again; the parts of a multipart body are not available.
 *
 * <p>Demand TANs only from a caller who has proved by other means, such as a password, that they may run the operation.
 * Anyone with a challenge can have TANs sent, and identical requests share their challenges.
 */
@FunctionalInterface
public interface Protection {
    /** Protects nothing, for an application that only answers the URLs of TAN challenges. */
    Protection NONE = request -> Optional.empty();

    /**
     * Returns the demand that must be met before the request may run; empty if the request is not protected. Return empty for
     * {@code OPTIONS}, by which browsers of other origins ask whether they may make the request.
     *
     * @throws Problem to refuse the request. Any other exception refuses it with code 60
     */
    Optional<Demand> demand(HttpServletRequest request);
}
