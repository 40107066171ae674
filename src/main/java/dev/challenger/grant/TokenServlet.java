package dev.challenger.grant;

import dev.challenger.audit.AuditEvent;
import dev.challenger.client.Client;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import dev.challenger.validation.ValidationStore.By;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code POST /token}: a client exchanges an authorization code for an access token (RFC 6749 section 4.1.3). */
public final class TokenServlet extends ClientEndpoint {
    private static final long serialVersionUID = 1;

    private Secrets secrets;
    private ValidationStore store;
    private ValidationAudit audit;
    private InstantSource clock;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        secrets = grant.secrets();
        store = grant.validation().store();
        audit = grant.validation().audit();
        clock = grant.validation().clock();
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

        Redemption redemption = Secret.parse(code)
                .flatMap(secret -> redeem(secret, client, form, token))
                .orElseThrow(Redemption::badCode);

        audit.write(redemption.used() ? AuditEvent.REVOKED : AuditEvent.REDEEMED, redemption.after(), exchange);
        if (redemption.used()) {
            throw Redemption.badCode();
        }
        return Reply.json(200, new Issued(token.text(), "Bearer", Redemption.TOKEN_VALID_FOR.toSeconds()));
    }

    private Optional<Redemption> redeem(Secret code, Client client, Parameters form, Secret token) {
        Instant now = clock.instant();
        return store.change(
                By.CODE,
                code.hash(),
                now,
                validation -> Redemption.redeem(
                        validation, client, form.find("redirect_uri"), form.find("code_verifier"), token.hash(), now));
    }

    @Override
    String error(Problem problem) {
        return switch (problem.code()) {
            case CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE,
                    CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI,
                    CHALLENGER_MISSING_ADDRESS -> "invalid_grant";
            default -> isMalformed("grant_type", problem) ? "unsupported_grant_type" : super.error(problem);
        };
    }
}
