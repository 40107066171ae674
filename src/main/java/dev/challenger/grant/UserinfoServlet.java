package dev.challenger.grant;

import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;

/**
 * {@code /userinfo}: the same answer as that of {@code /info}, for libraries that expect the UserInfo endpoint of OpenID Connect
 * (Core section 5.3): by GET or POST, and 401 for every token that is refused (RFC 6750 section 3.1).
 */
public final class UserinfoServlet extends InfoEndpoint {
    private static final long serialVersionUID = 1;

    public UserinfoServlet() {
        super("GET", "POST");
    }

    @Override
    protected Reply get(Exchange exchange) {
        return info(exchange);
    }

    @Override
    protected Reply post(Exchange exchange) {
        return info(exchange);
    }

    @Override
    int withoutToken() {
        return 401;
    }

    @Override
    int unknownToken() {
        return 401;
    }
}
