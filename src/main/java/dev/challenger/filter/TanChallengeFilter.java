package dev.challenger.filter;

import dev.challenger.http.Accept;
import dev.challenger.http.Body;
import dev.challenger.http.Refusal;
import dev.challenger.wire.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;

/**
 * Demands that protected operations are confirmed by TANs: answers 202 with the challenges until enough of them are solved,
 * and answers the endpoints by which they are ({@code [/instances/$INSTANCE]/challenge/$ID} and {@code …/confirm}). What
 * is protected an application says by its {@link Protection}; all other requests pass untouched.
 *
 * <p>To be mapped to {@code /*}, before all filters that read bodies or parameters, with {@code async-supported}. Requests
 * are looked at once, when they come from outside; not when they are dispatched again within the application.
 */
public final class TanChallengeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = System.getLogger(TanChallengeFilter.class.getName());

    private transient FilterParts parts;
    private transient ChallengeEndpoint endpoint;
    private transient Gate gate;

    @Override
    public void init() {
        parts = FilterParts.of(getServletContext());
        endpoint = new ChallengeEndpoint(parts.challenges(), parts.origin());
        gate = new Gate(parts.protection(), parts.challenges());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
            return;
        }
        Optional<ChallengePath> path = ChallengePath.of(request);
        if (path.isEmpty()) {
            protect(request, response, chain);
        } else if (parts.pages() && Accept.of(request) == Accept.HTML) {
            chain.doFilter(request, response);
        } else {
            write(answer(request, path.get()), request, response);
        }
    }

    private Answer answer(HttpServletRequest request, ChallengePath path) {
        try {
            return endpoint.answer(request, path);
        } catch (RuntimeException failure) {
            return ChallengeEndpoint.refuse(problem(request, ChallengeEndpoint.name(path), failure));
        }
    }

    private void protect(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        KeptRequest kept = new KeptRequest(request, parts.maxBody());
        Optional<Answer> stopped = stop(kept);
        if (stopped.isPresent()) {
            write(stopped.get(), request, response);
        } else {
            // Not caught: what the application throws is its own affair.
            chain.doFilter(kept.touched() ? kept.rewound(response) : request, response);
        }
    }

    private Optional<Answer> stop(KeptRequest request) {
        try {
            return gate.stop(request);
        } catch (RuntimeException failure) {
            return Optional.of(Answer.of(problem(request, "protected-operation", failure)));
        }
    }

    private static Problem problem(HttpServletRequest request, String endpoint, RuntimeException failure) {
        if (failure instanceof Problem problem) {
            Refusal.log(LOG, request, endpoint, problem);
            return problem;
        }
        return Refusal.bug(LOG, request, endpoint, failure);
    }

    private static void write(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer.write(response);
        if (answer.status() >= 400) {
            response.flushBuffer();
            Body.discardRest(request);
        }
    }
}
