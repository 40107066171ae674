package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.Optional;

/** {@code GET /source}: redirects to the source code if the operator has set its URL; otherwise "not found". */
public final class SourceServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Optional<URI> source = Optional.empty();

    public SourceServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        source = SiteParts.ATTRIBUTE.get(context).source();
    }

    @Override
    protected void requirePath(Exchange exchange) {
        if (source.isEmpty()) {
            throw new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN);
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        return Reply.redirect(source.orElseThrow().toString());
    }
}
