package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import java.nio.charset.StandardCharsets;

/** {@code GET /robots.txt}: excludes search engines from all pages. */
public final class RobotsServlet extends Endpoint {
    private static final long serialVersionUID = 1;
    private static final byte[] ROBOTS = "User-agent: *\nDisallow: /\n".getBytes(StandardCharsets.UTF_8);

    public RobotsServlet() {
        super("GET");
    }

    @Override
    protected Reply get(Exchange exchange) {
        return Reply.bytes("text/plain;charset=UTF-8", ROBOTS);
    }
}
