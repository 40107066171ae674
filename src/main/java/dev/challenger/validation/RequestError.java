package dev.challenger.validation;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Optional;
import java.util.Set;

/**
 * An error that the client learns from the browser (RFC 6749 section 4.1.2.1).
 *
 * @param description for the client's developers, in the ASCII that the RFC allows
 */
record RequestError(String error, String description) {
    private static final String INVALID_REQUEST = "invalid_request";

    /** The parameters without which nobody knows where an error is to go. */
    private static final Set<String> OF_THE_CLIENT = Set.of("client_id", "redirect_uri", "percent-encoding");

    /** Returns the error for a refused authorization request; empty if only the person is told of it. */
    static Optional<RequestError> of(Problem problem) {
        return switch (problem.code()) {
            case GENERIC_PARAMETER_MISSING, GENERIC_PARAMETER_MALFORMED -> ofParameter(problem);
            case CHALLENGER_TOO_MANY_ATTEMPTS -> of("temporarily_unavailable", problem);
            // Otherwise the nonce is unknown, and with it the client.
            case CHALLENGER_GENERIC_VALIDATION_UNKNOWN ->
                problem.detail()
                        .filter(PushedRequest.EXPIRED::equals)
                        .flatMap(any -> of("invalid_request_uri", problem));
            default -> Optional.empty();
        };
    }

    private static Optional<RequestError> ofParameter(Problem problem) {
        String name = problem.detail().orElse("");
        if (OF_THE_CLIENT.contains(name)) {
            return Optional.empty();
        }
        boolean type = name.equals("response_type") && problem.code() == ErrorCode.GENERIC_PARAMETER_MALFORMED;
        return of(type ? "unsupported_response_type" : INVALID_REQUEST, problem);
    }

    private static Optional<RequestError> of(String error, Problem problem) {
        String hint = problem.hint();
        return Optional.of(new RequestError(
                error,
                problem.detail().map(detail -> hint + " (" + detail + ")").orElse(hint)));
    }
}
