package dev.challenger.grant;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorBody;
import dev.challenger.wire.Problem;
import java.util.Optional;

/** An endpoint for programs. Its error bodies have Taler's fields and those of RFC 6749 section 5.2. */
abstract class OAuthEndpoint extends Endpoint {
    private static final long serialVersionUID = 1;

    OAuthEndpoint(String... methods) {
        super(methods);
    }

    /** Returns the value of {@code error} for a problem. */
    abstract String error(Problem problem);

    /**
     * Returns the value of {@code WWW-Authenticate} for a problem; empty unless the credentials are refused.
     *
     * @param error the value of {@code error} for the problem
     */
    abstract Optional<String> scheme(Exchange exchange, String error);

    @Override
    protected final Reply refuse(Exchange exchange, Problem problem) {
        String error = error(problem);
        Reply reply = Reply.json(problem.status(), ErrorBody.oauth(problem, error));
        return scheme(exchange, error)
                .map(scheme -> reply.with("WWW-Authenticate", scheme))
                .orElse(reply);
    }
}
