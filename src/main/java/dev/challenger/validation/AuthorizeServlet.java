package dev.challenger.validation;

import dev.challenger.client.Clients;
import dev.challenger.db.Rows.Change;
import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.text.Language;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /authorize/$NONCE}: binds the arguments of the authorization request, and shows the state of the validation.
 * {@code /authorize} without a nonce redirects there, for a client that pushed its request or is registered for a direct start. The
 * arguments are in the query, for POST too.
 */
public final class AuthorizeServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private ValidationLimits limits;
    private ValidationRules rules;
    private ValidationStore store;
    private DirectStarts starts;
    private TranslatedPages pages;
    private InstantSource clock;

    public AuthorizeServlet() {
        super("GET", "POST");
    }

    @Override
    protected void init(ServletContext context) {
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        limits = parts.limits();
        rules = parts.rules();
        store = parts.store();
        starts = parts.starts();
        pages = parts.pages();
        clock = parts.clock();
    }

    @Override
    protected Set<String> pages() {
        return ValidationPages.NAMES;
    }

    /** For another client, or without having been pushed, a validation is unknown. */
    @Override
    protected Reply refuse(Exchange exchange, Problem problem) {
        Instant now = clock.instant();
        return RequestError.of(problem)
                .filter(any -> exchange.html())
                .flatMap(error -> recipient(exchange, now).map(to -> pages.without(exchange, to, error)))
                .orElseGet(() -> pages.error(
                        exchange, problem, nonce(exchange), validation -> isAbout(validation, exchange), now));
    }

    /** Returns the client that learns of a refusal; empty if its redirect URI is not known to be good. */
    private Optional<Recipient> recipient(Exchange exchange, Instant now) {
        Optional<Secret> known = nonce(exchange);
        if (withoutNonce(exchange) && known.isEmpty()) {
            return peek(exchange, "client_id")
                    .flatMap(Clients::parseId)
                    .flatMap(starts::client)
                    .flatMap(client -> Recipient.of(exchange.query(), client));
        }
        return known.flatMap(nonce -> pages.find(nonce, now))
                .filter(validation -> now.isBefore(validation.expiresAt())
                        && peek(exchange, "client_id").isPresent()
                        && isAbout(validation, exchange))
                .flatMap(validation -> recipient(exchange, validation));
    }

    private static Optional<Recipient> recipient(Exchange exchange, Validation validation) {
        return validation.authorization().pushed()
                ? Optional.of(Recipient.of(validation))
                : Recipient.of(exchange.query(), validation.client());
    }

    private static Optional<Secret> nonce(Exchange exchange) {
        return withoutNonce(exchange)
                ? peek(exchange, "request_uri").flatMap(PushedRequest::nonce)
                : NonceInPath.ifAny(exchange);
    }

    private static boolean isAbout(Validation validation, Exchange exchange) {
        String id = Long.toString(validation.client().id());
        return peek(exchange, "client_id").orElse(id).equals(id)
                && (validation.authorization().pushed() || !withoutNonce(exchange));
    }

    /** Returns a parameter of a request that is refused; empty if the query cannot be read. */
    private static Optional<String> peek(Exchange exchange, String name) {
        try {
            return exchange.query().find(name);
        } catch (Problem unreadable) {
            return Optional.empty();
        }
    }

    private record Bound(Validation after) implements Change<Validation> {}

    private static boolean withoutNonce(Exchange exchange) {
        return exchange.path().equals("/authorize");
    }

    @Override
    protected void requirePath(Exchange exchange) {
        if (!withoutNonce(exchange)) {
            super.requirePath(exchange);
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        if (!withoutNonce(exchange)) {
            return bind(exchange, NonceInPath.of(exchange));
        }
        Parameters query = exchange.query();
        long clientId = query.get("client_id", Clients::parseId);
        return query.find("request_uri")
                .map(uri -> lead(uri, clientId))
                .orElseGet(() -> starts.answer(exchange, clientId));
    }

    @Override
    protected Reply post(Exchange exchange) {
        return get(exchange);
    }

    /** Redirects from a pushed request to its validation (RFC 9126 section 4), to which its arguments are bound already. */
    private Reply lead(String requestUri, long clientId) {
        Secret nonce = PushedRequest.nonce(requestUri).orElseThrow(ValidationStore::unknown);
        Instant now = clock.instant();
        Validation validation = store.get(nonce.hash(), now);
        requireClient(validation, clientId);
        if (!validation.authorization().pushed()) {
            throw ValidationStore.unknown();
        }
        if (!PushedRequest.lives(nonce, now)) {
            throw new Problem(ErrorCode.CHALLENGER_GENERIC_VALIDATION_UNKNOWN, PushedRequest.EXPIRED);
        }
        return DirectStarts.redirect(nonce, clientId);
    }

    private Reply bind(Exchange exchange, Secret nonce) {
        Parameters query = exchange.query();
        Authorization authorization = Authorization.parse(query, false);
        long clientId = query.get("client_id", Clients::parseId);
        Optional<Language> language = pages.asked(exchange);
        Instant now = clock.instant();

        Validation validation = store.change(nonce.hash(), now, before -> {
                    requireClient(before, clientId);
                    requireRedirectUri(authorization, before);
                    return new Bound(rules.authorize(before, authorization, language));
                })
                .after();

        return exchange.html()
                ? pages.of(exchange, validation).now(nonce, validation, now)
                : Reply.json(200, ChallengeStatus.of(validation, limits));
    }

    /** The pushed arguments count, so the request that leads on from there need not repeat it. */
    private static void requireRedirectUri(Authorization authorization, Validation before) {
        if (!before.authorization().pushed() || authorization.redirectUri() != null) {
            authorization.requireRedirectUri(before.client());
        }
    }

    private static void requireClient(Validation validation, long clientId) {
        if (validation.client().id() != clientId) {
            throw ValidationStore.unknown();
        }
    }
}
