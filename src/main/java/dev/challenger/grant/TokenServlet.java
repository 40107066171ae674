package dev.challenger.grant;

import dev.challenger.audit.AuditEvent;
import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Parts;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import dev.challenger.validation.ValidationStore.By;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code POST /token}: a client exchanges an authorization code for an access token (RFC 6749 section 4.1.3). */
public final class TokenServlet extends OAuthEndpoint {
    private static final long serialVersionUID = 1;

    private Clients clients;
    private Secrets secrets;
    private ValidationStore store;
    private ValidationAudit audit;
    private InstantSource clock;

    public TokenServlet() {
        super("POST", "Basic realm=\"challenger\"");
    }

    @Override
    protected void init(Parts parts) {
        clients = parts.get(Clients.class);
        secrets = parts.get(Secrets.class);
        store = parts.get(ValidationStore.class);
        audit = parts.get(ValidationAudit.class);
        clock = parts.get(InstantSource.class);
    }

    private record Issued(String accessToken, String tokenType, long expiresIn) {}

    @Override
    protected Reply post(Exchange exchange) {
        Parameters form = exchange.form();
        if (!form.get("grant_type").equals("authorization_code")) {
            throw Problem.malformed("grant_type");
        }
        String code = form.get("code");
        Client client = authenticate(exchange, form);
        Secret token = secrets.fresh();
        Instant now = clock.instant();

        Redemption redemption = Secret.parse(code)
                .flatMap(secret -> store.change(
                        By.CODE,
                        secret.hash(),
                        now,
                        validation -> Redemption.redeem(
                                validation,
                                client,
                                form.find("redirect_uri"),
                                form.find("code_verifier"),
                                token.hash(),
                                now)))
                .orElseThrow(Redemption::badCode);

        audit.write(redemption.used() ? AuditEvent.REVOKED : AuditEvent.REDEEMED, redemption.after(), exchange);
        if (redemption.used()) {
            throw Redemption.badCode();
        }
        return Reply.json(200, new Issued(token.text(), "Bearer", Redemption.TOKEN_VALID_FOR.toSeconds()));
    }

    /**
     * By HTTP Basic or by the form; not by both. What comes by Basic should be percent-encoded (RFC 6749 section 2.3.1),
     * but few clients do that.
     */
    private Client authenticate(Exchange exchange, Parameters form) {
        Optional<List<String>> basic = exchange.basic();
        if (basic.isPresent() && form.find("client_secret").isPresent()) {
            throw new Problem(ErrorCode.GENERIC_PARAMETER_MALFORMED, "client_secret is there twice");
        }
        String id = basic.isPresent() ? basic.get().get(0) : form.get("client_id");
        String secret = basic.isPresent() ? basic.get().get(1) : form.get("client_secret");
        if (!form.find("client_id").orElse(id).equals(id)) {
            throw Problem.malformed("client_id");
        }
        return clients.authenticate(id, secret)
                .or(() -> basic.isPresent() ? clients.authenticate(id, decoded(secret)) : Optional.empty())
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
        return switch (problem.code()) {
            case CHALLENGER_GENERIC_CLIENT_UNKNOWN -> "invalid_client";
            case CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE,
                    CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI,
                    CHALLENGER_MISSING_ADDRESS -> "invalid_grant";
            case GENERIC_PARAMETER_MALFORMED ->
                problem.detail().filter("grant_type"::equals).isPresent()
                        ? "unsupported_grant_type"
                        : "invalid_request";
            default -> problem.status() >= 500 ? "server_error" : "invalid_request";
        };
    }
}
