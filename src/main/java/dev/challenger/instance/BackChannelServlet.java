package dev.challenger.instance;

import dev.challenger.address.FieldProblem;
import dev.challenger.client.Clients;
import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parts;
import dev.challenger.http.Reply;
import dev.challenger.mfa.PresentedIds;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.Verdict;
import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST /instances/$INSTANCE/private/challenges}: the backend of an instance asks whether an operation may run. Who
 * it is its secret tells alone; nobody else learns anything, not even which instances there are.
 */
public final class BackChannelServlet extends Endpoint {
    private static final long serialVersionUID = 1;
    private static final Pattern PATH = Pattern.compile("/instances/(?<instance>[^/]+)/private/challenges");

    private Clients clients;
    private TanChallenges challenges;

    public BackChannelServlet() {
        super("POST");
    }

    @Override
    protected void init(Parts parts) {
        clients = parts.get(Clients.class);
        challenges = parts.get(TanChallenges.class);
    }

    @Override
    protected void requirePath(Exchange exchange) {
        instance(exchange);
    }

    private static String instance(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path());
        if (!path.matches() || !ConfirmationRequest.isInstance(path.group("instance"))) {
            throw new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN);
        }
        return path.group("instance");
    }

    @Override
    protected Reply post(Exchange exchange) {
        String instance = instance(exchange);
        // Without a secret as with a wrong one, which takes as long.
        if (clients.authenticateFor(instance, exchange.bearer().orElse("")).isEmpty()) {
            throw new Problem(ErrorCode.GENERIC_UNAUTHORIZED);
        }
        ConfirmationRequest request = exchange.jsonObject()
                .map(body -> ConfirmationRequest.parse(instance, body))
                .orElseThrow(() -> new Problem(ErrorCode.GENERIC_JSON_INVALID, "there is no body"));
        Verdict verdict = demand(request, PresentedIds.parse(exchange.headers(PresentedIds.HEADER)));
        return verdict instanceof Verdict.Pending pending ? Reply.jsonText(202, pending.json()) : Reply.empty(204);
    }

    private Verdict demand(ConfirmationRequest request, List<String> presented) {
        try {
            return challenges.demand(request.demand(), request.hash(), presented);
        } catch (FieldProblem problem) {
            // The member first; of which kind the address is, and if the operator does not want it, that too.
            throw new Problem(problem.code(), "address: " + problem.detail().orElseThrow() + " " + problem.reason());
        }
    }

    @Override
    protected Reply refuse(Exchange exchange, Problem problem) {
        Reply reply = super.refuse(exchange, problem);
        return problem.code() == ErrorCode.GENERIC_UNAUTHORIZED ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }
}
