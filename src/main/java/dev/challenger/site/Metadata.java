package dev.challenger.site;

import java.util.List;

/**
 * What {@code /.well-known/oauth-authorization-server} says: RFC 8414 section 2, RFC 9126 section 5, RFC 9207 section 3,
 * and two members of our own.
 *
 * @param issuer as in {@code iss}
 * @param requirePushedAuthorizationRequests always, since nothing begins at {@code /authorize}; who knows the Challenger
 *     protocol begins at the {@code setupEndpoint}
 * @param setupEndpoint ours: {@code /} and the client's id are to be put after it
 * @param infoEndpoint ours: what an access token is for. Not OpenID's {@code userinfo_endpoint}, since there is no
 *     {@code sub}
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
        String infoEndpoint) {
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
                issuer + "/info");
    }
}
