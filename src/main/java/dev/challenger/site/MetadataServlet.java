package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import jakarta.servlet.ServletContext;

/**
 * {@code GET /.well-known/oauth-authorization-server}: the metadata for OAuth clients (RFC 8414). If the base URL has a path,
 * clients request the metadata with {@code /.well-known/…} between host and path; the proxy must map that URL to this one.
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
