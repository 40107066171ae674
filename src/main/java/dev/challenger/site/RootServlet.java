package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;

/**
 * {@code /}: says what this is. Mapped as the default servlet, so that every path that is nobody else's ends here and is
 * unknown: no file of the web application can be downloaded.
 */
public final class RootServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Config config;

    public RootServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        config = Config.of(SiteParts.ATTRIBUTE.get(context).policy());
    }

    @Override
    protected void requirePath(Exchange exchange) {
        if (!exchange.path().equals("/") && !exchange.path().isEmpty()) {
            throw new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN);
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        return exchange.html() ? Reply.page(200, "root", config) : Reply.json(200, config);
    }
}
