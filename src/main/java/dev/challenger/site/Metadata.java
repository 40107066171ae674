package dev.challenger.site;

import java.util.List;

/**
 * The JSON of {@code /.well-known/oauth-authorization-server}: RFC 8414 section 2, RFC 9126 section 5, RFC 9207 section 3,
 * and three additional members of this service.
 *
 * @param issuer the value of {@code iss}
 * @param requirePushedAuthorizationRequests always true: a validation never begins at {@code /authorize}. Clients that use
 *     the Challenger protocol begin at the {@code setupEndpoint}
 * @param setupEndpoint an additional member; clients append {@code /} and their id
 * @param infoEndpoint an additional member: the endpoint for access tokens in the Challenger protocol
 * @param userinfoEndpoint the same endpoint with the statuses that OpenID Connect (Discovery section 3) leads clients to expect
 */
record Metadata(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String pushedAuthorizationRequestEndpoint,
        boolean requirePushedAuthorizationRequests,
        String revocationEndpoint,
        String introspectionEndpoint,
        List<String> responseTypesSupported,
        List<String> responseModesSupported,
        List<String> grantTypesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> codeChallengeMethodsSupported,
        boolean authorizationResponseIssParameterSupported,
        String setupEndpoint,
        String infoEndpoint,
        String userinfoEndpoint) {
    private static final List<String> AUTH_METHODS = List.of("client_secret_basic", "client_secret_post");

    static Metadata of(String issuer) {
        return new Metadata(
                issuer,
                issuer + "/authorize",
                issuer + "/token",
                issuer + "/par",
                true,
                issuer + "/revoke",
                issuer + "/introspect",
                List.of("code"),
                List.of("query"),
                List.of("authorization_code"),
                AUTH_METHODS,
                AUTH_METHODS,
                AUTH_METHODS,
                List.of("S256", "plain"),
                true,
                issuer + "/setup",
                issuer + "/info",
                issuer + "/userinfo");
    }
}
