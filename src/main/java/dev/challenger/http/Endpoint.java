package dev.challenger.http;

import dev.challenger.wire.ErrorBody;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Set;
import java.util.TreeSet;

/**
 * The base of all servlets: an {@link Exchange} in, a {@link Reply} out. Every {@link Problem} becomes the answer the
 * request asks for and one line in the log.
 */
public abstract class Endpoint extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = System.getLogger(Endpoint.class.getName());
    /** Characters of path and query; containers allow more, so that the answer is ours. */
    private static final int MAX_URI = 8_000;

    private final Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    private Output output;

    /** @param methods those that the endpoint answers: {@code GET} (and with it {@code HEAD}), {@code POST} */
    protected Endpoint(String... methods) {
        this.methods.addAll(Set.of(methods));
        if (this.methods.contains("GET")) {
            this.methods.add("HEAD");
        }
    }

    @Override
    public final void init() throws ServletException {
        ServletContext context = getServletContext();
        output = new Output(Pages.ATTRIBUTE.get(context));
        init(context);
    }

    /** Takes the collaborators from the record of the feature, which the listener has made an attribute. */
    protected void init(ServletContext context) {}

    protected Reply get(Exchange exchange) {
        throw new IllegalStateException("GET is declared and not answered");
    }

    protected Reply post(Exchange exchange) {
        throw new IllegalStateException("POST is declared and not answered");
    }

    /**
     * Requires that the path of the request exists at all; where it does not, no method is allowed on it.
     *
     * @throws Problem code 21 if it does not exist
     */
    protected void requirePath(Exchange exchange) {
        if (exchange.needsSegment()) {
            exchange.segment();
        }
    }

    /** What may be done to the path of the request, which exists. */
    protected Set<String> methods(Exchange exchange) {
        return methods;
    }

    /** The answer to a request that is refused. */
    protected Reply refuse(Exchange exchange, Problem problem) {
        return render(exchange, problem, ErrorBody.of(problem));
    }

    private static Reply render(Exchange exchange, Problem problem, ErrorBody body) {
        return exchange.html()
                ? Reply.page(problem.status(), "error", ErrorPage.of(problem))
                : Reply.json(problem.status(), body);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = answer(request);
        output.write(reply, request, response);
        if (reply.status() >= 400 && request.getDispatcherType() == DispatcherType.REQUEST) {
            response.flushBuffer();
            Body.discardRest(request);
        }
    }

    private Reply answer(HttpServletRequest request) {
        Exchange exchange = new Exchange(request);
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return refuseForContainer(exchange, request);
        }
        try {
            Reply reply = dispatch(exchange, request);
            Problem refusal = reply.refusal();
            return refusal == null ? reply : refused(exchange, request, reply, refusal);
        } catch (Problem problem) {
            return refused(exchange, request, refuse(exchange, problem), problem);
        } catch (RuntimeException bug) {
            return refuse(exchange, Refusal.bug(LOG, request, getServletName(), bug));
        }
    }

    /**
     * An error for which the container asks here for a page, as web.xml says. It is in the container's log if it is worth
     * a line. Tomcat does so too in the place of an answer of ours, if the request's body broke off; whoever sent it may
     * understand an OAuth error alone.
     */
    private static Reply refuseForContainer(Exchange exchange, HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known ? known : 500;
        Problem problem = new Problem(ErrorCode.ofStatus(status)).withStatus(status);
        return render(exchange, problem, ErrorBody.oauth(problem, ErrorCode.oauthError(status)));
    }

    private Reply dispatch(Exchange exchange, HttpServletRequest request) {
        String query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length()) > MAX_URI) {
            throw new Problem(ErrorCode.GENERIC_URI_TOO_LONG);
        }
        requirePath(exchange);
        String method = exchange.method();
        if (!methods(exchange).contains(method)) {
            throw new Problem(ErrorCode.GENERIC_METHOD_INVALID);
        }
        return switch (method) {
            case "OPTIONS" ->
                Reply.empty(204)
                        .with("Allow", allowed(exchange))
                        .with("Access-Control-Allow-Methods", allowed(exchange))
                        .with("Access-Control-Allow-Headers", "*, Authorization");
            case "POST" -> post(exchange);
            default -> get(exchange);
        };
    }

    /** Logs a refusal, and adds the headers that belong to it. */
    private Reply refused(Exchange exchange, HttpServletRequest request, Reply reply, Problem problem) {
        Refusal.log(LOG, request, getServletName(), problem);
        if (problem.code() == ErrorCode.GENERIC_METHOD_INVALID) {
            return reply.with("Allow", allowed(exchange));
        }
        return Refusal.retryAfter(problem)
                .map(wait -> reply.with("Retry-After", wait))
                .orElse(reply);
    }

    private String allowed(Exchange exchange) {
        return String.join(", ", methods(exchange));
    }
}
