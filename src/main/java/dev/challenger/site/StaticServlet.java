package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.http.StaticFiles;
import dev.challenger.http.StaticFiles.StaticFile;
import jakarta.servlet.ServletContext;

/**
 * {@code GET /static/*}: the files that pages need. It replaces the default servlets of containers, which differ in their
 * mapping and in the files that they serve.
 */
public final class StaticServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private StaticFiles files;

    public StaticServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        files = StaticFiles.ATTRIBUTE.get(context);
    }

    @Override
    protected void requirePath(Exchange exchange) {
        find(exchange);
    }

    private StaticFile find(Exchange exchange) {
        return files.find(exchange.segment()).orElseThrow(exchange::unknownPath);
    }

    @Override
    protected Reply get(Exchange exchange) {
        StaticFile file = find(exchange);
        boolean gzip = exchange.acceptsGzip();
        String tag = "\"" + file.hash() + (gzip ? "-gzip" : "") + "\"";
        Reply reply = exchange.knows(tag)
                ? Reply.empty(304)
                : Reply.bytes(file.type(), gzip ? file.gzipped() : file.content());
        return cached(
                        exchange.segment(),
                        file,
                        gzip && reply.status() == 200 ? reply.with("Content-Encoding", "gzip") : reply)
                .with("ETag", tag)
                .with("Vary", "Accept-Encoding");
    }

    private static Reply cached(String name, StaticFile file, Reply reply) {
        if (name.equals(file.hashedName())) {
            return reply.with("Cache-Control", "public, max-age=31536000, immutable");
        }
        // Under the hash of another content, nothing may keep this one.
        return name.equals(file.name()) ? reply.with("Cache-Control", "public, max-age=3600") : reply;
    }
}
