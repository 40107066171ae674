package dev.challenger.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Field;
import dev.challenger.address.FieldProblem;
import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.validation.Orders.Order;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /setup/$CLIENT_ID}: a client orders a validation and gets its nonce. */
public final class SetupServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Clients clients;
    private AddressPolicy policy;
    private Orders orders;

    public SetupServlet() {
        super("POST");
    }

    @Override
    protected void init(ServletContext context) {
        ValidationParts parts = ValidationParts.ATTRIBUTE.get(context);
        clients = parts.clients();
        policy = parts.policy();
        orders = parts.orders();
    }

    private record Nonce(String nonce) {}

    @Override
    protected Reply post(Exchange exchange) {
        Client client = clients.authenticate(
                        exchange.segment(), exchange.bearer().orElse(""))
                .orElseThrow(() -> new Problem(ErrorCode.CHALLENGER_GENERIC_CLIENT_UNKNOWN));
        Order order = exchange.jsonObject().map(this::order).orElse(order(null, false));
        return Reply.json(200, new Nonce(orders.begin(client, order, exchange).text()));
    }

    private Order order(JsonNode json) {
        Map<String, String> values = new HashMap<>();
        for (Field field : policy.type().fields()) {
            text(json, field.name()).ifPresent(value -> values.put(field.name(), value));
        }
        JsonNode readOnly = json.path("read_only");
        if (!readOnly.isBoolean() && !readOnly.isMissingNode() && !readOnly.isNull()) {
            throw Problem.malformed("read_only");
        }
        if (readOnly.asBoolean()) {
            return order(complete(values), true);
        }
        return order(values.isEmpty() ? null : policy.prefill(values), false);
    }

    private static Order order(@Nullable Address prefilled, boolean readOnly) {
        return new Order(prefilled, readOnly, Authorization.NONE, null);
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw Problem.malformed(name);
        }
        return Optional.ofNullable(value.textValue());
    }

    /** A read-only address must be valid, since the person cannot correct it. */
    private Address complete(Map<String, String> values) {
        try {
            return policy.parse(values);
        } catch (FieldProblem refused) {
            throw refused.asMalformed();
        }
    }

    @Override
    protected boolean forPeople() {
        return false;
    }
}
