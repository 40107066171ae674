package dev.challenger.grant;

import dev.challenger.audit.AuditEvent;
import dev.challenger.client.Credentials;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.validation.Grant;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code POST /token}: a client exchanges an authorization code for an access token (RFC 6749 section 4.1.3). */
public final class TokenServlet extends ClientEndpoint {
    private static final long serialVersionUID = 1;

    private Secrets secrets;
    private ValidationStore store;
    private ValidationAudit audit;
    private Duration erasedAfter;
    private InstantSource clock;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        secrets = grant.secrets();
        store = grant.validation().store();
        audit = grant.validation().audit();
        erasedAfter = grant.validation().limits().addressErasedAfter();
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
        Credentials client = credentials(exchange, form);
        Secret token = secrets.fresh(clock.instant());

        Redemption redemption = Secret.parse(code)
                .flatMap(secret -> redeem(secret, client, form, token))
                .orElseThrow(() -> refusal(client));

        audit.write(redemption.used() ? AuditEvent.REVOKED : AuditEvent.REDEEMED, redemption.after(), exchange);
        if (redemption.used()) {
            throw Redemption.badCode();
        }
        return Reply.json(200, new Issued(token.text(), "Bearer", Redemption.TOKEN_VALID_FOR.toSeconds()));
    }

    /** Returns empty if the credentials are wrong, or this client has no such code. */
    private Optional<Redemption> redeem(Secret code, Credentials client, Parameters form, Secret token) {
        Instant now = clock.instant();
        return store.redeem(
                code.hash(),
                client,
                now,
                validation -> Redemption.redeem(
                        validation,
                        form.find("redirect_uri"),
                        form.find("code_verifier"),
                        new Grant.Token(token.hash(), now.plus(Redemption.TOKEN_VALID_FOR)),
                        now.plus(erasedAfter),
                        now));
    }

    /** The client is authenticated before it is told anything about the code. */
    private Problem refusal(Credentials client) {
        authenticate(client);
        return Redemption.badCode();
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
