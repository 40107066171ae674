package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import java.util.List;

/**
 * {@code GET /jwks}: the empty set of keys that sign tokens (RFC 7517 section 5). Nothing is signed here, but many clients refuse
 * metadata without the URL of such a set.
 */
public final class JwksServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    public JwksServlet() {
        super("GET");
    }

    private record KeySet(List<String> keys) {}

    @Override
    protected Reply get(Exchange exchange) {
        return Reply.json(200, new KeySet(List.of()));
    }
}
