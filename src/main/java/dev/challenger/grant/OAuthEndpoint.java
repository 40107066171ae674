package dev.challenger.grant;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.taler.Problem;
import org.jspecify.annotations.Nullable;

/** An endpoint for programs alone, which tells its problems in Taler's fields and in those of RFC 6749 section 5.2. */
abstract class OAuthEndpoint extends Endpoint {
    private static final long serialVersionUID = 1;

    private final String scheme;

    /** @param scheme of HTTP authentication that a refusal asks for */
    OAuthEndpoint(String method, String scheme) {
        super(method);
        this.scheme = scheme;
    }

    private record OAuthError(
            int code, String hint, @Nullable String detail, String error, String errorDescription) {}

    /** The value of {@code error} for a problem. */
    abstract String error(Problem problem);

    @Override
    protected final Reply refuse(Exchange exchange, Problem problem) {
        String hint = problem.code().hint();
        String description =
                problem.detail().map(detail -> hint + " (" + detail + ")").orElse(hint);
        return Reply.json(
                        problem.status(),
                        new OAuthError(
                                problem.code().number(),
                                hint,
                                problem.detail().orElse(null),
                                error(problem),
                                description))
                .with("WWW-Authenticate", scheme);
    }
}
