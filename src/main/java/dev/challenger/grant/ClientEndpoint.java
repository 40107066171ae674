package dev.challenger.grant;

import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.client.Credentials;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An endpoint to which a client posts a form with its id and secret (RFC 6749 section 2.3.1). */
abstract class ClientEndpoint extends OAuthEndpoint {
    private static final long serialVersionUID = 1;

    private static final String INVALID_CLIENT = "invalid_client";

    private Clients clients;

    ClientEndpoint() {
        super("POST");
    }

    @Override
    protected void init(ServletContext context) {
        clients = GrantParts.ATTRIBUTE.get(context).validation().clients();
    }

    /**
     * Returns the credentials of the client that makes the request, by HTTP Basic or by the form, not by both. A secret in
     * HTTP Basic should be percent-encoded (RFC 6749 section 2.3.1), but few clients do that, so it is tried as it came and
     * decoded.
     *
     * @throws Problem code 25 or 26 with the name of the parameter
     */
    static Credentials credentials(Exchange exchange, Parameters form) {
        Optional<List<String>> basic = exchange.basic();
        if (basic.isPresent() && form.find("client_secret").isPresent()) {
            throw new Problem(ErrorCode.GENERIC_PARAMETER_MALFORMED, "client_secret is there twice");
        }
        String id = basic.isPresent() ? basic.get().get(0) : form.get("client_id");
        String secret = basic.isPresent() ? basic.get().get(1) : form.get("client_secret");
        if (!form.find("client_id").orElse(id).equals(id)) {
            throw Problem.malformed("client_id");
        }
        return Clients.credentials(id, secret, basic.isPresent() ? decoded(secret) : secret);
    }

    /**
     * Returns the client that makes the request.
     *
     * @throws Problem as {@link #credentials}; code 9750 for an unknown client and for a wrong secret
     */
    final Client authenticate(Exchange exchange, Parameters form) {
        return authenticate(credentials(exchange, form));
    }

    /** @throws Problem code 9750 for an unknown client and for a wrong secret */
    final Client authenticate(Credentials presented) {
        return clients.authenticate(presented)
                .orElseThrow(() -> new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_UNKNOWN));
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    @Override
    String error(Problem problem) {
        return problem.code() == ErrorCode.CHALLENGER_GENERIC_CLIENT_UNKNOWN
                ? INVALID_CLIENT
                : ErrorCode.oauthError(problem.status());
    }

    /** Other refusals have no such header: many HTTP libraries would ask for other credentials and hide the body. */
    @Override
    final Optional<String> scheme(Exchange exchange, String error) {
        return error.equals(INVALID_CLIENT) ? Optional.of("Basic realm=\"challenger\"") : Optional.empty();
    }

    /** Returns true if the problem is that the value of this parameter does not match. */
    static boolean isMalformed(String parameter, Problem problem) {
        return problem.code() == ErrorCode.GENERIC_PARAMETER_MALFORMED
                && problem.detail().filter(parameter::equals).isPresent();
    }
}
