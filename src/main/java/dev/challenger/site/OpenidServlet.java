package dev.challenger.site;

/**
 * {@code GET /.well-known/openid-configuration}: the same metadata where many OAuth clients look for them first (OpenID Connect
 * Discovery section 4). This service is no OpenID provider: there are no ID tokens.
 */
public final class OpenidServlet extends MetadataEndpoint {
    private static final long serialVersionUID = 1;

    public OpenidServlet() {
        super("/.well-known/openid-configuration");
    }
}
