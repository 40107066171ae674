package dev.challenger.wire;

/**
 * The error codes of this service, each with its number, usual HTTP status and hint. Numbers and names are those of the GNU
 * Taler registry. No other class has them.
 */
public enum ErrorCode {
    GENERIC_METHOD_INVALID(20, 405, "This endpoint does not support this HTTP method."),
    GENERIC_ENDPOINT_UNKNOWN(21, 404, "There is no such endpoint."),
    GENERIC_JSON_INVALID(22, 400, "The JSON in the request is malformed."),
    GENERIC_HTTP_HEADERS_MALFORMED(23, 400, "A header of the request is malformed."),
    GENERIC_PARAMETER_MISSING(25, 400, "A required parameter is missing."),
    GENERIC_PARAMETER_MALFORMED(26, 400, "A parameter is malformed."),
    GENERIC_COMPRESSION_INVALID(28, 400, "The compressed body of the request cannot be read."),
    GENERIC_URI_TOO_LONG(31, 414, "The URI of the request is too long."),
    GENERIC_UPLOAD_EXCEEDS_LIMIT(32, 413, "The body of the request is too large."),
    GENERIC_UNAUTHORIZED(
            40, 401, "The client is not authorized: its token is missing, unknown, or not for this instance."),
    GENERIC_DB_START_FAILED(51, 500, "The database refused to begin."),
    GENERIC_DB_STORE_FAILED(52, 500, "The database could not store the change."),
    GENERIC_DB_FETCH_FAILED(53, 500, "The database could not be read."),
    GENERIC_DB_SOFT_FAILURE(55, 500, "Too many requests changed the same record at once; try again."),
    GENERIC_INTERNAL_INVARIANT_FAILURE(60, 500, "An internal error occurred; the operator finds it in the log."),
    GENERIC_FAILED_TO_LOAD_TEMPLATE(74, 406, "The page cannot be shown; programs can ask for JSON."),
    GENERIC_FAILED_TO_EXPAND_TEMPLATE(75, 500, "The page could not be made."),
    GENERIC_FEATURE_NOT_IMPLEMENTED(76, 501, "This service is not set up for that."),
    MERCHANT_GENERIC_MFA_MISSING(
            2031, 403, "The operation must be confirmed, but nothing to confirm it with is known."),
    MERCHANT_TAN_CHALLENGE_FAILED(2125, 409, "The code entered is not the one sent."),
    MERCHANT_TAN_CHALLENGE_UNKNOWN(2126, 404, "There is no such challenge, or it has expired."),
    MERCHANT_TAN_TOO_MANY_ATTEMPTS(2127, 429, "There is no code that could be entered; request a new one."),
    MERCHANT_TAN_MFA_HELPER_EXEC_FAILED(2128, 502, "The code could not be handed over for delivery."),
    MERCHANT_TAN_CHALLENGE_SOLVED(2129, 410, "The challenge is solved already; no code is needed."),
    MERCHANT_TAN_TOO_EARLY(2130, 429, "No other code is sent for now."),
    CHALLENGER_GENERIC_CLIENT_UNKNOWN(9750, 404, "The client is unknown, or its secret is wrong."),
    CHALLENGER_GENERIC_CLIENT_FORBIDDEN_BAD_REDIRECT_URI(
            9751, 403, "The redirect URI is not the one this client registered."),
    CHALLENGER_HELPER_EXEC_FAILED(9752, 502, "The message could not be handed over for delivery."),
    CHALLENGER_GRANT_UNKNOWN(9753, 404, "The access token is unknown, expired or revoked."),
    CHALLENGER_CLIENT_FORBIDDEN_BAD_CODE(9754, 400, "The authorization code is not valid."),
    CHALLENGER_GENERIC_VALIDATION_UNKNOWN(9755, 404, "There is no such validation, or it has expired."),
    CHALLENGER_TOO_MANY_ATTEMPTS(9757, 429, "Too many attempts: nothing more is allowed for now."),
    CHALLENGER_INVALID_PIN(9758, 403, "The code entered is not the one sent."),
    CHALLENGER_MISSING_ADDRESS(9759, 409, "The validation has no address."),
    CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY(9760, 403, "The address of this validation may not be changed.");

    private final int number;
    private final int status;
    private final String hint;

    ErrorCode(int number, int status, String hint) {
        this.number = number;
        this.status = status;
        this.hint = hint;
    }

    /** Returns the code for an error that the server itself detected, of which only the HTTP status is known. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 404 -> GENERIC_ENDPOINT_UNKNOWN;
            case 405, 501 -> GENERIC_METHOD_INVALID;
            case 413 -> GENERIC_UPLOAD_EXCEEDS_LIMIT;
            case 414 -> GENERIC_URI_TOO_LONG;
            // The client uses an unsupported version of HTTP, which is the client's error.
            case 505 -> GENERIC_HTTP_HEADERS_MALFORMED;
            default -> status < 500 ? GENERIC_HTTP_HEADERS_MALFORMED : GENERIC_INTERNAL_INVARIANT_FAILURE;
        };
    }

    /** Returns the {@code error} of RFC 6749 section 5.2 for an HTTP status, for refusals without a more specific one. */
    public static String oauthError(int status) {
        return status < 500 ? "invalid_request" : "server_error";
    }

    /** The number in the registry, which is the {@code code} of an error body. */
    public int number() {
        return number;
    }

    /** The usual HTTP status. */
    public int status() {
        return status;
    }

    /** The explanation in one sentence, which is the {@code hint} of an error body. */
    public String hint() {
        return hint;
    }
}
