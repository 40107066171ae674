package dev.challenger.grant;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorBody;
import dev.challenger.wire.Problem;

/** An endpoint for programs. Its error bodies have Taler's fields and those of RFC 6749 section 5.2. */
abstract class OAuthEndpoint extends Endpoint {
    private static final long serialVersionUID = 1;

    private final String scheme;

    /** @param scheme the value of {@code WWW-Authenticate} in answers with status 401 */
    OAuthEndpoint(String method, String scheme) {
        super(method);
        this.scheme = scheme;
    }

    /** Returns the value of {@code error} for a problem. */
    abstract String error(Problem problem);

    @Override
    protected final Reply refuse(Exchange exchange, Problem problem) {
        return Reply.json(problem.status(), ErrorBody.oauth(problem, error(problem)))
                .with("WWW-Authenticate", scheme);
    }
}
