package dev.challenger.metrics;

import dev.challenger.statistics.Busiest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Measures how long requests take. Requests of one servlet count together, since paths have nonces. */
public final class RequestTimer extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

    private transient Optional<Metrics> metrics = Optional.empty();

    @Override
    public void init() {
        metrics = MetricsParts.ATTRIBUTE.get(getServletContext()).metrics();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (metrics.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        long begin = System.nanoTime();
        boolean failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            int status = failed ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : response.getStatus();
            String endpoint = request.getHttpServletMapping().getServletName();
            String method = METHODS.contains(request.getMethod()) ? request.getMethod() : Busiest.OTHER;
            metrics.get()
                    .answered(
                            endpoint.isEmpty() ? Busiest.OTHER : endpoint,
                            method,
                            status / 100 + "xx",
                            Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
