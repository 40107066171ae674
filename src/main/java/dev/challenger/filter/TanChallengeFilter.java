package dev.challenger.filter;

import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Headers;
import dev.challenger.http.Output;
import dev.challenger.http.Refusal;
import dev.challenger.http.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Demands, in another application, that protected operations are confirmed by TANs. The filter answers 202 with the
 * challenges until enough of them are solved, and answers the URLs by which they are solved
 * ({@code [/instances/$INSTANCE]/challenge/$ID} and {@code …/confirm}). The application's {@link Protection} says which
 * requests are protected; all other requests pass untouched.
 *
 * <p>Map the filter to {@code /*}, before all filters that read bodies or parameters, with {@code async-supported}. It looks
 * at requests once, when they come from outside, and not when they are dispatched again within the application.
 */
public final class TanChallengeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** The headers that an application may have set by rules of its own, such as the origins that it lets in. */
    private static final Set<String> OVERRIDABLE = Set.of(
            "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers",
            "Content-Security-Policy",
            "Referrer-Policy");

    private final transient Output output = new Output((page, view) -> {
        throw new IllegalStateException("there are no pages in other applications");
    });
    private transient TanChallengeEndpoint endpoint;
    private transient Gate gate;
    private transient int maxBody;

    @Override
    public void init() {
        FilterParts parts = FilterParts.ATTRIBUTE.get(getServletContext());
        endpoint = parts.endpoint();
        gate = new Gate(parts.protection(), parts.challenges());
        maxBody = parts.maxBody();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
            return;
        }
        KeptRequest kept = new KeptRequest(request, maxBody);
        Exchange exchange = new Exchange(request);
        Optional<Reply> answer = endpoint.answer(exchange).or(() -> stop(exchange, kept));
        if (answer.isPresent()) {
            write(answer.get(), request, response);
        } else {
            // Exceptions of the application are not caught: they are its own affair.
            chain.doFilter(kept.touched() ? kept.rewound(response) : request, response);
        }
    }

    private Optional<Reply> stop(Exchange exchange, KeptRequest request) {
        return Refusal.answer(
                exchange, "protected-operation", problem -> Reply.error(problem, false), () -> gate.stop(request));
    }

    private void write(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.all().forEach((name, value) -> {
            if (!OVERRIDABLE.contains(name) || !response.containsHeader(name)) {
                response.setHeader(name, value);
            }
        });
        output.write(reply, request, response);
    }
}
