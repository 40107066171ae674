package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import jakarta.servlet.ServletContext;

/**
 * {@code GET /.well-known/oauth-authorization-server}: all that a client that knows OAuth has to know (RFC 8414). Where the
 * base URL has a path, clients look for it between host and path, and it is for the proxy to find it here.
 */
public final class MetadataServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Metadata metadata;

    public MetadataServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        metadata = Metadata.of(SiteParts.ATTRIBUTE.get(context).issuer());
    }

    @Override
    protected Reply get(Exchange exchange) {
        return Reply.json(200, metadata);
    }
}
