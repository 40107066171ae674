package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.http.StaticFiles;
import dev.challenger.http.StaticFiles.StaticFile;
import jakarta.servlet.ServletContext;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code GET /static/*}: the files that pages need. {@code GET /openapi.yaml}: the description of this service (OpenAPI 3.1). It replaces the default servlets of containers, which differ in their
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
        return files.find(name(exchange)).orElseThrow(exchange::unknownPath);
    }

    private static String name(Exchange exchange) {
        return exchange.path().equals("/openapi.yaml") ? "openapi.yaml" : exchange.segment();
    }

    @Override
    protected Reply get(Exchange exchange) {
        StaticFile file = find(exchange);
        boolean gzip = acceptsGzip(exchange);
        String tag = "\"" + file.hash() + (gzip ? "-gzip" : "") + "\"";
        Reply reply = has(exchange, tag)
                ? Reply.empty(304)
                : Reply.bytes(file.type(), gzip ? file.gzipped() : file.content());
        return cached(
                        name(exchange),
                        file,
                        gzip && reply.status() == 200 ? reply.with("Content-Encoding", "gzip") : reply)
                .with("ETag", tag)
                .with("Vary", "Accept-Encoding");
    }

    /** Returns whether the answer may be compressed by gzip (RFC 9110 section 12.5.3). */
    private static boolean acceptsGzip(Exchange exchange) {
        return list(exchange, "Accept-Encoding")
                .map(coding -> coding.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding -> coding.matches("gzip(;.*)?") && !coding.matches(".*;q=0(\\.0*)?"));
    }

    /** Returns whether the browser has the answer with this entity tag already (RFC 9110 section 13.1.2). */
    private static boolean has(Exchange exchange, String entityTag) {
        return list(exchange, "If-None-Match")
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(entityTag) || tag.equals("*"));
    }

    private static Stream<String> list(Exchange exchange, String header) {
        return exchange.headers(header).stream().flatMap(line -> Stream.of(line.split(",", -1)));
    }

    private static Reply cached(String name, StaticFile file, Reply reply) {
        if (name.equals(file.hashedName())) {
            return reply.with("Cache-Control", "public, max-age=31536000, immutable");
        }
        // Under the hash of another content, nothing may keep this one.
        return name.equals(file.name()) ? reply.with("Cache-Control", "public, max-age=3600") : reply;
    }
}
