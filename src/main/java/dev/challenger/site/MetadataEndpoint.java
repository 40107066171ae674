package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import jakarta.servlet.ServletContext;
import java.net.URI;

/**
 * The metadata for OAuth clients. If the base URL has a path, clients of RFC 8414 put {@code /.well-known/…} between host and
 * path. A proxy may pass that URL on as it came: the path is accepted after that of the endpoint, too.
 */
abstract class MetadataEndpoint extends Endpoint {
    private static final long serialVersionUID = 1;

    private final String url;
    private String withPath;
    private Metadata metadata;

    /** @param url of the metadata within the web application */
    MetadataEndpoint(String url) {
        super("GET");
        this.url = url;
    }

    @Override
    protected final void init(ServletContext context) {
        String issuer = SiteParts.ATTRIBUTE.get(context).issuer();
        withPath = url + URI.create(issuer).getRawPath();
        metadata = Metadata.of(issuer);
    }

    @Override
    protected final void requirePath(Exchange exchange) {
        if (!exchange.path().equals(url) && !exchange.path().equals(withPath)) {
            throw exchange.unknownPath();
        }
    }

    @Override
    protected final Reply get(Exchange exchange) {
        return Reply.json(200, metadata);
    }
}
