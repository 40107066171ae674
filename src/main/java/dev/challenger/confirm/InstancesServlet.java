package dev.challenger.confirm;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /instances/$INSTANCE/…}: the back channel at {@code private/challenges}, and the TAN challenges of an instance,
 * which {@link TanChallengeEndpoint} answers.
 */
public final class InstancesServlet extends Endpoint {
    private static final long serialVersionUID = 1;
    private static final Pattern PATH = Pattern.compile("/instances/([^/]+)/private/challenges");

    private BackChannel backChannel;
    private TanChallengeEndpoint endpoint;

    public InstancesServlet() {
        super("POST");
    }

    @Override
    protected void init(ServletContext context) {
        ConfirmParts parts = ConfirmParts.ATTRIBUTE.get(context);
        backChannel = new BackChannel(parts.clients(), parts.challenges());
        endpoint = parts.endpoint();
    }

    @Override
    protected Optional<Reply> answerElsewhere(Exchange exchange) {
        return endpoint.answer(exchange);
    }

    @Override
    protected void requirePath(Exchange exchange) {
        instance(exchange);
    }

    private static String instance(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path());
        if (!path.matches() || !ConfirmationRequest.isInstance(path.group(1))) {
            throw exchange.unknownPath();
        }
        return path.group(1);
    }

    @Override
    protected Reply post(Exchange exchange) {
        return backChannel.demand(exchange, instance(exchange));
    }

    @Override
    protected boolean forPeople() {
        return false;
    }

    @Override
    protected Reply refuse(Exchange exchange, Problem problem) {
        Reply reply = super.refuse(exchange, problem);
        return problem.code() == ErrorCode.GENERIC_UNAUTHORIZED ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }
}
