package dev.challenger.metrics;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code GET /metrics}: the metrics in Prometheus' text format, for the bearer of the operator's token. */
public final class MetricsServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private transient Optional<Metrics> metrics = Optional.empty();

    public MetricsServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        metrics = MetricsParts.ATTRIBUTE.get(context).metrics();
    }

    @Override
    protected boolean forPeople() {
        return false;
    }

    @Override
    protected void requirePath(Exchange exchange) {
        if (metrics.filter(Metrics::isReadable).isEmpty()) {
            throw exchange.unknownPath();
        }
    }

    @Override
    protected Reply get(Exchange exchange) {
        Metrics readable = metrics.orElseThrow();
        if (exchange.bearer().filter(readable::admits).isEmpty()) {
            throw new Problem(ErrorCode.GENERIC_UNAUTHORIZED);
        }
        return Reply.bytes(Metrics.TYPE, readable.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Reply refuse(Exchange exchange, Problem problem) {
        Reply reply = super.refuse(exchange, problem);
        return problem.code() == ErrorCode.GENERIC_UNAUTHORIZED ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }
}
