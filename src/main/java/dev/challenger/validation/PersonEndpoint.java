package dev.challenger.validation;

import dev.challenger.db.DatabaseException;
import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Methods;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An endpoint to which a person posts a form of a validation. Browsers may also send GET there, after a reload or when they
 * restore a discarded tab; they get the current page. Programs may only use POST.
 */
abstract class PersonEndpoint extends Endpoint {
    private static final long serialVersionUID = 1;

    private static final Methods FOR_PROGRAMS = Methods.of("POST");

    TranslatedPages pages;
    ValidationStore store;
    InstantSource clock;

    PersonEndpoint() {
        super("GET", "POST");
    }

    @Override
    protected void init(ServletContext context) {
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        pages = parts.pages();
        store = parts.store();
        clock = parts.clock();
    }

    @Override
    protected Set<String> pages() {
        return ValidationPages.NAMES;
    }

    @Override
    protected Methods methods(Exchange exchange) {
        return exchange.html() ? super.methods(exchange) : FOR_PROGRAMS;
    }

    @Override
    protected Reply refuse(Exchange exchange, Problem problem) {
        return pages.error(exchange, problem, NonceInPath.ifAny(exchange), validation -> true, clock.instant());
    }

    /**
     * Answers a refusal. A browser gets a page, since a person can go on there.
     *
     * @throws Problem the refusal, for a program
     */
    static Reply refused(Exchange exchange, Refused refused, Supplier<Reply> page) {
        if (!exchange.html() || refused.problem() instanceof DatabaseException) {
            throw refused.problem();
        }
        return page.get();
    }

    /** The answer to a program after a validation is solved: the URL to which the person goes on. */
    record Completed(String type, String redirectUrl) {
        Completed(String redirectUrl) {
            this("completed", redirectUrl);
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        if (LanguagesPage.isAsked(exchange)) {
            return pages.languages(exchange, NonceInPath.ifAny(exchange), clock.instant());
        }
        return exchange.query()
                .find("return")
                .flatMap(Ending::parse)
                .flatMap(why -> pages.without(exchange, why, clock.instant()))
                .orElseGet(() -> show(exchange));
    }

    private Reply show(Exchange exchange) {
        Secret nonce = NonceInPath.of(exchange);
        Instant now = clock.instant();
        Validation validation = store.get(nonce.hash(), now);
        return pages.of(exchange, validation).now(nonce, validation, now);
    }
}
