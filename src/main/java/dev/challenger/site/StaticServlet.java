package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * {@code GET /static/*}: the files that pages need, from a list of names. It replaces the default servlets of containers,
 * which differ in their mapping and in the files that they serve.
 */
public final class StaticServlet extends Endpoint {
    private static final long serialVersionUID = 1;
    private static final Map<String, String> TYPES = Map.of(
            "challenger.css", "text/css;charset=UTF-8",
            "challenger.js", "text/javascript;charset=UTF-8",
            "challenger.svg", "image/svg+xml");

    public StaticServlet() {
        super("GET");
    }

    @Override
    protected void requirePath(Exchange exchange) {
        if (!TYPES.containsKey(exchange.segment())) {
            throw new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN);
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        String name = exchange.segment();
        try (InputStream file = getServletContext().getResourceAsStream("/static/" + name)) {
            return Reply.bytes(Objects.requireNonNull(TYPES.get(name)), file.readAllBytes())
                    .with("Cache-Control", "public, max-age=3600");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
