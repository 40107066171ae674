package dev.challenger.filter;

import dev.challenger.http.Reply;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.PresentedIds;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.Verdict;
import dev.challenger.secret.Hash;
import dev.challenger.wire.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Decides which requests of an application pass. */
final class Gate {
    private final Protection protection;
    private final TanChallenges challenges;

    Gate(Protection protection, TanChallenges challenges) {
        this.protection = protection;
        this.challenges = challenges;
    }

    /**
     * Returns the answer to a request that does not pass; empty for one that passes.
     *
     * @throws Problem code 32 if the body is too large; otherwise as {@link Protection} and {@link TanChallenges#demand}
     */
    Optional<Reply> stop(KeptRequest request) {
        Optional<Demand> demand = protection.demand(request);
        if (demand.isEmpty()) {
            if (request.touched()) {
                // Throws if the body could not be read; the application would not get it either.
                request.body();
            }
            return Optional.empty();
        }
        List<String> presented = PresentedIds.parse(Collections.list(request.getHeaders(PresentedIds.HEADER)));
        Verdict verdict = challenges.demand(demand.get(), hash(request), presented);
        return verdict instanceof Verdict.Pending pending ? Optional.of(Reply.json(202, pending)) : Optional.empty();
    }

    /** Returns the hash of method, path with query, and body as the client wrote them: a repeated request has the same bytes. */
    private static Hash hash(KeptRequest request) {
        String query = request.getQueryString();
        String line = request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query);
        byte[] head = line.getBytes(StandardCharsets.UTF_8);
        byte[] body = request.body();
        // The length keeps the end of the head from being taken for the begin of the body.
        return Hash.of(ByteBuffer.allocate(Integer.BYTES + head.length + body.length)
                .putInt(head.length)
                .put(head)
                .put(body)
                .array());
    }
}
