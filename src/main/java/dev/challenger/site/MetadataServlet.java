package dev.challenger.site;

/** {@code GET /.well-known/oauth-authorization-server}: the metadata of RFC 8414. */
public final class MetadataServlet extends MetadataEndpoint {
    private static final long serialVersionUID = 1;

    public MetadataServlet() {
        super("/.well-known/oauth-authorization-server");
    }
}
