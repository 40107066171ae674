package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import jakarta.servlet.ServletContext;

/** {@code GET /config}: the version of the protocol, and the addresses that are validated. */
public final class ConfigServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Config config;

    public ConfigServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        config = Config.of(SiteParts.ATTRIBUTE.get(context).policy());
    }

    @Override
    protected Reply get(Exchange exchange) {
        return Reply.json(200, config);
    }
}
