package dev.challenger.validation;

import dev.challenger.client.Clients;
import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Parts;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.settings.Settings;
import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code /authorize/$NONCE}: binds what the client wants back, and shows where the validation stands. The arguments are in
 * the query, for POST too.
 */
public final class AuthorizeServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Settings.Rules limits;
    private ValidationRules rules;
    private ValidationStore store;
    private ValidationPages pages;
    private InstantSource clock;

    public AuthorizeServlet() {
        super("GET", "POST");
    }

    @Override
    protected void init(Parts parts) {
        limits = parts.get(Settings.class).rules();
        rules = parts.get(ValidationRules.class);
        store = parts.get(ValidationStore.class);
        pages = parts.get(ValidationPages.class);
        clock = parts.get(InstantSource.class);
    }

    private record Bound(Validation after) implements Change {}

    @Override
    protected Reply get(Exchange exchange) {
        Secret nonce = exchange.nonce();
        Parameters query = exchange.query();
        query.get("response_type", type -> Optional.of(type).filter("code"::equals));
        long clientId = query.get("client_id", Clients::parseId);
        Authorization authorization = authorization(query);
        Instant now = clock.instant();

        Validation validation = store.change(nonce.hash(), now, before -> {
                    require(before, clientId, authorization);
                    return new Bound(rules.authorize(before, authorization));
                })
                .after();

        return exchange.html()
                ? pages.now(nonce, validation, now)
                : Reply.json(200, ChallengeStatus.of(validation, limits));
    }

    @Override
    protected Reply post(Exchange exchange) {
        return get(exchange);
    }

    private static Authorization authorization(Parameters query) {
        return new Authorization(
                query.find("redirect_uri").orElse(null),
                query.bytes("state").map(AuthorizeServlet::state).orElse(null),
                CodeChallenge.parse(query.find("code_challenge"), query.find("code_challenge_method"))
                        .orElse(null));
    }

    private static String state(byte[] state) {
        if (!Redirection.canCarry(state)) {
            throw Problem.malformed("state");
        }
        return new String(state, StandardCharsets.ISO_8859_1);
    }

    private static void require(Validation validation, long clientId, Authorization authorization) {
        if (validation.client().id() != clientId) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN);
        }
        String uri = authorization.redirectUri();
        if (uri != null && !uri.equals(validation.client().redirectUri())) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI);
        }
    }
}
