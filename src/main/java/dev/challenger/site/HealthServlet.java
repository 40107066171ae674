package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.site.Health.State;
import jakarta.servlet.ServletContext;

/**
 * {@code GET /health/ready}, and {@code /health}: whether this node can serve requests. {@code GET /health/live}: whether the
 * process answers at all, which depends on nothing else.
 */
public final class HealthServlet extends Endpoint {
    private static final long serialVersionUID = 1;
    private static final String LIVE = "/health/live";

    private transient Health health;

    public HealthServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        health = SiteParts.ATTRIBUTE.get(context).health();
    }

    @Override
    protected boolean forPeople() {
        return false;
    }

    @Override
    protected void requirePath(Exchange exchange) {
        switch (exchange.path()) {
            case "/health", "/health/ready", LIVE -> {
                // These exist.
            }
            default -> throw exchange.unknownPath();
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        State state = exchange.path().equals(LIVE) ? State.ALIVE : health.state();
        return Reply.json(state.isUp() ? 200 : 503, state);
    }
}
