package dev.challenger.grant;

import dev.challenger.address.Address;
import dev.challenger.audit.AuditEvent;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.validation.By;
import dev.challenger.validation.Validation;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Optional;

/** An endpoint at which a client fetches the validated address with its access token (RFC 6750 section 2.1). */
abstract class InfoEndpoint extends OAuthEndpoint {
    private static final long serialVersionUID = 1;

    private static final String INVALID_TOKEN = "invalid_token";

    private ValidationStore store;
    private ValidationAudit audit;
    private InstantSource clock;

    InfoEndpoint(String... methods) {
        super(methods);
    }

    @Override
    protected final void init(ServletContext context) {
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        store = grant.validation().store();
        audit = grant.validation().audit();
        clock = grant.validation().clock();
    }

    /** Returns the status of the refusal of a request without a token, or with one that cannot be ours. */
    abstract int withoutToken();

    /** Returns the status of the refusal of a token that is unknown, expired or revoked. */
    abstract int unknownToken();

    /** Answers with the address, for which the token is looked up. */
    final Reply info(Exchange exchange) {
        String bearer = exchange.bearer()
                .orElseThrow(() -> Problem.missing("Authorization").withStatus(withoutToken()));
        Secret token = Secret.parse(bearer)
                .orElseThrow(() -> Problem.malformed("Authorization").withStatus(withoutToken()));
        Validation validation = store.find(By.TOKEN, token.hash(), clock.instant())
                .orElseThrow(() -> unknown(new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN)));
        Address address = validation.validatedAddress();
        if (address == null) {
            throw unknown(new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN, "the address is erased"));
        }
        // The answer to HEAD does not have the address.
        if (!exchange.method().equals("HEAD")) {
            audit.write(AuditEvent.FETCHED, validation, exchange);
        }
        return Reply.json(200, Info.of(validation, address));
    }

    private Problem unknown(Problem problem) {
        return problem.withStatus(unknownToken());
    }

    @Override
    final String error(Problem problem) {
        boolean token = problem.status() == unknownToken() || problem.status() == withoutToken();
        return token ? INVALID_TOKEN : ErrorCode.oauthError(problem.status());
    }

    /** A request without a token gets no error code in this header (RFC 6750 section 3.1). */
    @Override
    final Optional<String> scheme(Exchange exchange, String error) {
        if (!error.equals(INVALID_TOKEN)) {
            return Optional.empty();
        }
        return Optional.of(exchange.bearer().isPresent() ? "Bearer error=\"" + INVALID_TOKEN + "\"" : "Bearer");
    }
}
