package dev.challenger.confirm;

import dev.challenger.address.FieldProblem;
import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.http.Exchange;
import dev.challenger.http.Reply;
import dev.challenger.mfa.PresentedIds;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.Verdict;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.List;

/**
 * {@code POST /instances/$INSTANCE/private/challenges}: the backend of an instance asks whether an operation may run. The
 * secret alone identifies the caller. Without it a caller learns nothing, not even which instances exist.
 */
final class BackChannel {
    private final Clients clients;
    private final TanChallenges challenges;

    BackChannel(Clients clients, TanChallenges challenges) {
        this.clients = clients;
        this.challenges = challenges;
    }

    Reply demand(Exchange exchange, String instance) {
        // A missing secret is compared like a wrong one, so that both take the same time.
        Client client = clients.authenticateFor(instance, exchange.bearer().orElse(""))
                .orElseThrow(() -> new Problem(ErrorCode.GENERIC_UNAUTHORIZED));
        ConfirmationRequest request = exchange.jsonObject()
                .map(body -> ConfirmationRequest.parse(instance, body))
                .orElseThrow(() -> new Problem(ErrorCode.GENERIC_JSON_INVALID, "there is no body"));
        Verdict verdict = demand(client, request, PresentedIds.parse(exchange.headers(PresentedIds.HEADER)));
        return verdict instanceof Verdict.Pending pending ? Reply.json(202, pending) : Reply.empty(204);
    }

    private Verdict demand(Client client, ConfirmationRequest request, List<String> presented) {
        try {
            return challenges.demand(client.id(), request.demand(), request.hash(), presented);
        } catch (FieldProblem problem) {
            // The detail names the member and the kind of address, and the reason if the operator refuses such
            // addresses.
            throw new Problem(problem.code(), "address: " + problem.detail().orElseThrow() + " " + problem.reason());
        }
    }
}
