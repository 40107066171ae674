package dev.challenger.grant;

import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;

/** {@code GET /info}: a client fetches the validated address, with the statuses of the Challenger protocol. */
public final class InfoServlet extends InfoEndpoint {
    private static final long serialVersionUID = 1;

    public InfoServlet() {
        super("GET");
    }

    @Override
    protected Reply get(Exchange exchange) {
        return info(exchange);
    }

    @Override
    int withoutToken() {
        return 403;
    }

    @Override
    int unknownToken() {
        return 404;
    }
}
