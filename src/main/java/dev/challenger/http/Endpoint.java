package dev.challenger.http;

import dev.challenger.wire.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The base of all servlets: makes an {@link Exchange} of the request, and writes the {@link Reply} that the servlet returns.
 * Every {@link Problem} becomes an answer in the rendering that the request asks for, and one line in the log.
 */
public abstract class Endpoint extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final Methods methods;
    private Pages pages;
    private Output output;

    /** @param methods that the endpoint answers: {@code GET} (and with it {@code HEAD}), {@code POST} */
    protected Endpoint(String... methods) {
        this.methods = Methods.of(methods);
    }

    @Override
    public final void init() throws ServletException {
        ServletContext context = getServletContext();
        pages = Pages.ATTRIBUTE.get(context);
        output = new Output(pages::render);
        init(context);
    }

    /** Takes the collaborators from the record of the feature, which the listener has made an attribute. */
    protected void init(ServletContext context) {}

    /** Returns the answer of another class that has some URLs of this servlet's pattern; empty for all other URLs. */
    protected Optional<Reply> answerElsewhere(Exchange exchange) {
        return Optional.empty();
    }

    /** Returns the pages that answers for people may need, besides the error page. */
    protected Set<String> pages() {
        return Set.of();
    }

    protected Reply get(Exchange exchange) {
        throw new IllegalStateException("GET is declared and not answered");
    }

    protected Reply post(Exchange exchange) {
        throw new IllegalStateException("POST is declared and not answered");
    }

    /**
     * Requires that the path of the request exists. No method is allowed on a path that does not exist.
     *
     * @throws Problem code 21 if it does not exist
     */
    protected void requirePath(Exchange exchange) {
        if (exchange.needsSegment()) {
            exchange.segment();
        }
    }

    /** Returns the methods that the path of the request allows. The path exists. */
    protected Methods methods(Exchange exchange) {
        return methods;
    }

    /** Returns true if people use this endpoint too, so that a browser gets a refusal as a page. */
    protected boolean forPeople() {
        return true;
    }

    /** Returns the answer to a request that is refused. */
    protected Reply refuse(Exchange exchange, Problem problem) {
        return Reply.error(problem, forPeople() && exchange.html());
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, pages::require);
        output.write(answer(exchange, request), request, response);
    }

    private Reply answer(Exchange exchange, HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return refuseForContainer(exchange, request);
        }
        return answerElsewhere(exchange)
                .or(() -> Refusal.answer(
                        exchange,
                        getServletName(),
                        problem -> refuse(exchange, problem),
                        () -> Optional.of(dispatch(exchange))))
                .orElseThrow();
    }

    /**
     * Answers an error for which the container asks here for a page, as web.xml says. The container has logged it if it is
     * worth a line. Tomcat asks in place of an answer of ours, too, if the request's body broke off.
     */
    private static Reply refuseForContainer(Exchange exchange, HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known ? known : 500;
        return Reply.error(status, exchange.html());
    }

    private Reply dispatch(Exchange exchange) {
        exchange.requireShortUri();
        requirePath(exchange);
        return methods(exchange).answer(exchange, after(this::get), after(this::post));
    }

    /** Returns the same answer, after it is sure that it can be shown. */
    private Function<Exchange, Reply> after(Function<Exchange, Reply> answer) {
        return exchange -> {
            if (exchange.html() && !pages().isEmpty()) {
                exchange.requirePages(pages());
            }
            return answer.apply(exchange);
        };
    }
}
