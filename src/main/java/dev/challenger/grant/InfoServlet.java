package dev.challenger.grant;

import dev.challenger.address.Address;
import dev.challenger.audit.AuditEvent;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.validation.Validation;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import dev.challenger.validation.ValidationStore.By;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import dev.challenger.wire.Timestamp;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code GET /info}: a client fetches the validated address with its access token (RFC 6750 section 2.1). */
public final class InfoServlet extends OAuthEndpoint {
    private static final long serialVersionUID = 1;

    private static final String INVALID_TOKEN = "invalid_token";

    private ValidationStore store;
    private ValidationAudit audit;
    private InstantSource clock;

    public InfoServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        store = grant.validation().store();
        audit = grant.validation().audit();
        clock = grant.validation().clock();
    }

    private record Info(
            long id, Map<String, String> address, String addressType, Timestamp expires, Timestamp addressExpiration) {}

    @Override
    protected Reply get(Exchange exchange) {
        String bearer = exchange.bearer()
                .orElseThrow(() -> Problem.missing("Authorization").withStatus(403));
        Secret token = Secret.parse(bearer)
                .orElseThrow(() -> Problem.malformed("Authorization").withStatus(403));
        return Reply.json(200, info(fetch(exchange, token)));
    }

    private Validation fetch(Exchange exchange, Secret token) {
        Validation validation = store.find(By.TOKEN, token.hash(), clock.instant())
                .orElseThrow(() -> new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN));
        if (validation.validatedAddress() == null) {
            throw new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN, "the address is erased");
        }
        // The answer to HEAD does not have the address.
        if (!exchange.method().equals("HEAD")) {
            audit.write(AuditEvent.FETCHED, validation, exchange);
        }
        return validation;
    }

    private static Info info(Validation validation) {
        Address address = Objects.requireNonNull(validation.validatedAddress());
        Timestamp expires =
                Timestamp.of(Objects.requireNonNull(validation.grant()).addressExpiresAt());
        return new Info(validation.id(), address.fields(), address.type().toString(), expires, expires);
    }

    @Override
    String error(Problem problem) {
        boolean token = problem.status() == 404 || problem.status() == 403;
        return token ? INVALID_TOKEN : ErrorCode.oauthError(problem.status());
    }

    /** A request without a token gets no error code in this header (RFC 6750 section 3.1). */
    @Override
    Optional<String> scheme(Exchange exchange, String error) {
        if (!error.equals(INVALID_TOKEN)) {
            return Optional.empty();
        }
        return Optional.of(exchange.bearer().isPresent() ? "Bearer error=\"" + INVALID_TOKEN + "\"" : "Bearer");
    }
}
