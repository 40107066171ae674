package dev.challenger.grant;

import dev.challenger.address.Address;
import dev.challenger.audit.AuditEvent;
import dev.challenger.db.Rows.Change;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import dev.challenger.validation.ValidationStore.By;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import dev.challenger.wire.Timestamp;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /info}: a client fetches the validated address with its access token (RFC 6750 section 2.1). */
public final class InfoServlet extends OAuthEndpoint {
    private static final long serialVersionUID = 1;

    private static final String INVALID_TOKEN = "invalid_token";

    private Duration erasedAfter;
    private ValidationStore store;
    private ValidationAudit audit;
    private InstantSource clock;

    public InfoServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        erasedAfter = grant.validation().limits().addressErasedAfter();
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
        Fetch fetch = fetch(exchange, token).orElseThrow(() -> new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN));
        return Reply.json(200, info(fetch));
    }

    /** The result of fetching the address. The first time is stored, since it sets the time of erasure. */
    private record Fetch(Validation after, Address address) implements Change<Validation> {}

    /** A HEAD request does not count as fetching, since its answer does not have the address. */
    private Optional<Fetch> fetch(Exchange exchange, Secret token) {
        Instant now = clock.instant();
        Function<Validation, Fetch> decision = validation -> fetch(validation, now.plus(erasedAfter));
        if (exchange.method().equals("HEAD")) {
            return store.find(By.TOKEN, token.hash(), now).map(decision);
        }
        Optional<Fetch> fetch = store.change(By.TOKEN, token.hash(), now, decision);
        fetch.ifPresent(fetched -> audit.write(AuditEvent.FETCHED, fetched.after(), exchange));
        return fetch;
    }

    /** @throws Problem code 9753 if the address is erased already */
    private static Fetch fetch(Validation validation, Instant eraseAt) {
        Address address = validation.validatedAddress();
        if (address == null) {
            throw new Problem(ErrorCode.CHALLENGER_GRANT_UNKNOWN, "the address is erased");
        }
        Grant grant = grant(validation);
        return new Fetch(grant.eraseAt() == null ? validation.with(grant.fetched(eraseAt)) : validation, address);
    }

    private static Grant grant(Validation validation) {
        return Objects.requireNonNull(validation.grant());
    }

    private Info info(Fetch fetch) {
        Timestamp expires = Timestamp.of(grant(fetch.after()).addressExpiresAt());
        return new Info(
                fetch.after().id(),
                fetch.address().fields(),
                fetch.address().type().toString(),
                expires,
                expires);
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
