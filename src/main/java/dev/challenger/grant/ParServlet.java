package dev.challenger.grant;

import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.validation.Orders;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;

/**
 * {@code POST /par}: a client orders a validation and pushes its authorization request in one step (RFC 9126). It is for
 * OAuth clients that do not use {@code /setup}.
 */
public final class ParServlet extends ClientEndpoint {
    private static final long serialVersionUID = 1;

    private Orders orders;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        orders = GrantParts.ATTRIBUTE.get(context).validation().orders();
    }

    @Override
    protected Reply post(Exchange exchange) {
        Parameters form = exchange.form();
        return Reply.json(201, orders.push(authenticate(exchange, form), form, exchange));
    }

    @Override
    String error(Problem problem) {
        return isMalformed("response_type", problem) ? "unsupported_response_type" : super.error(problem);
    }
}
