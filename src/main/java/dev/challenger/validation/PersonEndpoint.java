package dev.challenger.validation;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Methods;
import dev.challenger.http.Reply;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;

/**
 * Where a person submits something of a validation. Browsers come back there without it: they load the page again, or
 * restore a tab that was thrown away while the person read the message. They get the page needed now. To programs only
 * POST means anything here.
 */
abstract class PersonEndpoint extends Endpoint {
    private static final long serialVersionUID = 1;

    private static final Methods FOR_PROGRAMS = Methods.of("POST");

    ValidationPages pages;
    InstantSource clock;

    PersonEndpoint() {
        super("GET", "POST");
    }

    @Override
    protected void init(ServletContext context) {
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        pages = parts.pages();
        clock = parts.clock();
    }

    @Override
    protected Methods methods(Exchange exchange) {
        return exchange.html() ? super.methods(exchange) : FOR_PROGRAMS;
    }

    @Override
    protected Reply get(Exchange exchange) {
        return pages.now(exchange.nonce(), clock.instant());
    }
}
