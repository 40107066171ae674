package dev.challenger.filter;

import dev.challenger.http.Body;
import dev.challenger.http.Origin;
import dev.challenger.http.Refusal;
import dev.challenger.mfa.Confirmation;
import dev.challenger.mfa.Sent;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.tan.Tan;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import dev.challenger.wire.Timestamp;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.util.Map;

/** The public endpoints of a TAN challenge (the merchant protocol): have its TAN sent, enter it. */
final class ChallengeEndpoint {
    private static final Logger LOG = System.getLogger(ChallengeEndpoint.class.getName());
    private static final String ALLOWED = "OPTIONS, POST";

    private final TanChallenges challenges;
    private final Origin origin;

    ChallengeEndpoint(TanChallenges challenges, Origin origin) {
        this.challenges = challenges;
        this.origin = origin;
    }

    /** The name of an endpoint in the log. */
    static String name(ChallengePath path) {
        return path.confirm() ? "tan-challenge-confirm" : "tan-challenge";
    }

    /** @throws Problem as the protocol says */
    Answer answer(HttpServletRequest request, ChallengePath path) {
        return switch (request.getMethod()) {
            case "POST" -> path.confirm() ? confirm(request, path) : send(request, path);
            case "OPTIONS" -> preflight();
            default -> throw new Problem(ErrorCode.GENERIC_METHOD_INVALID);
        };
    }

    /** The refusal of a request to one of these endpoints. */
    static Answer refuse(Problem problem) {
        Answer answer = Answer.of(problem);
        return problem.code() == ErrorCode.GENERIC_METHOD_INVALID ? answer.with("Allow", ALLOWED) : answer;
    }

    private static Answer preflight() {
        return Answer.empty(204)
                .with("Allow", ALLOWED)
                .with("Access-Control-Allow-Methods", ALLOWED)
                // By name too: browsers take the star for a name where a request has credentials.
                .with("Access-Control-Allow-Headers", "*, Authorization, Accept, Content-Type, Taler-Challenge-Ids");
    }

    private Answer send(HttpServletRequest request, ChallengePath path) {
        byte[] body = Body.read(request);
        if (body.length > 0) {
            // Its members are of no account.
            Json.readObject(body);
        }
        Sent sent = challenges.send(path.instance(), path.id(), origin.network(request));
        return Answer.json(
                200, Json.write(new Times(Timestamp.of(sent.expiresAt()), Timestamp.notBefore(sent.sendableAt()))));
    }

    private record Times(Timestamp solveExpiration, Timestamp earliestRetransmission) {}

    private Answer confirm(HttpServletRequest request, ChallengePath path) {
        String typed = Json.text(Json.readObject(Body.read(request)), "tan");
        Tan tan = Tan.parse(typed).orElseThrow(() -> Problem.malformed("tan"));
        Confirmation confirmation = challenges.confirm(path.instance(), path.id(), tan, origin.network(request));
        return confirmation instanceof Confirmation.Wrong wrong ? wrong(request, path, wrong) : Answer.empty(204);
    }

    private static Answer wrong(HttpServletRequest request, ChallengePath path, Confirmation.Wrong wrong) {
        Problem problem = new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_FAILED);
        Refusal.log(LOG, request, name(path), problem);
        return Answer.of(problem, Map.of("retry_counter", wrong.attemptsLeft()));
    }
}
