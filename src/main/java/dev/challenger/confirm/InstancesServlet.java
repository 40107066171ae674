package dev.challenger.confirm;

import dev.challenger.client.Clients;
import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /instances/$INSTANCE/…}: the back channel at {@code private/challenges}, and for people with a browser the page of
 * a TAN challenge at {@code challenge/$ID} and {@code …/confirm}. Programs that ask there are answered by the filter of
 * package {@code filter}, before they come here.
 */
public final class InstancesServlet extends Endpoint {
    private static final long serialVersionUID = 1;
    private static final Pattern PATH = Pattern.compile("/instances/(?<instance>[^/]+)/"
            + "(?:private/challenges|challenge/(?<id>[^/]*-[^/]*)(?<confirm>/confirm)?)");

    private static final Set<String> BACK_CHANNEL = new TreeSet<>(Set.of("OPTIONS", "POST"));

    private BackChannel backChannel;
    private ChallengePages pages;

    public InstancesServlet() {
        super("GET", "POST");
    }

    @Override
    protected void init(ServletContext context) {
        ConfirmParts parts = ConfirmParts.ATTRIBUTE.get(context);
        Clients clients = parts.clients();
        TanChallenges challenges = parts.challenges();
        backChannel = new BackChannel(clients, challenges);
        pages = new ChallengePages(
                challenges, parts.origin(), clients::mayReturn, new ChallengeView(parts.texts(), parts.clock()));
    }

    @Override
    protected void requirePath(Exchange exchange) {
        path(exchange);
    }

    private static Matcher path(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path());
        if (!path.matches() || !ConfirmationRequest.isInstance(path.group("instance"))) {
            throw new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN);
        }
        return path;
    }

    /** Where a person has entered a code, the browser may come back without one: it gets the page. */
    @Override
    protected Set<String> methods(Exchange exchange) {
        return path(exchange).group("id") == null ? BACK_CHANNEL : super.methods(exchange);
    }

    @Override
    protected Reply get(Exchange exchange) {
        Matcher path = path(exchange);
        return pages.show(exchange, path.group("instance"), path.group("id"));
    }

    @Override
    protected Reply post(Exchange exchange) {
        Matcher path = path(exchange);
        String instance = path.group("instance");
        String id = path.group("id");
        if (id == null) {
            return backChannel.demand(exchange, instance);
        }
        return path.group("confirm") == null
                ? pages.send(exchange, instance, id)
                : pages.confirm(exchange, instance, id);
    }

    @Override
    protected Reply refuse(Exchange exchange, Problem problem) {
        Reply reply = super.refuse(exchange, problem);
        return problem.code() == ErrorCode.GENERIC_UNAUTHORIZED ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }
}
