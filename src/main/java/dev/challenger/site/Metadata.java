package dev.challenger.site;

import java.util.List;

/**
 * The metadata of this service: RFC 8414 section 2, RFC 9126 section 5, RFC 9207 section 3, what OpenID Connect Discovery
 * (section 3) demands in addition and clients insist on, and two additional members of this service.
 *
 * @param issuer the value of {@code iss}
 * @param jwksUri an empty set, since there are no signed tokens; clients that look for an OpenID provider demand one
 * @param subjectTypesSupported two clients never get the same {@code sub}
 * @param setupEndpoint an additional member; clients append {@code /} and their id
 * @param infoEndpoint an additional member: the endpoint for access tokens in the Challenger protocol
 * @param userinfoEndpoint the same endpoint with the statuses that OpenID Connect (Discovery section 3) leads clients to expect
 */
record Metadata(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String pushedAuthorizationRequestEndpoint,
        String revocationEndpoint,
        String introspectionEndpoint,
        String jwksUri,
        List<String> responseTypesSupported,
        List<String> responseModesSupported,
        List<String> grantTypesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> codeChallengeMethodsSupported,
        List<String> subjectTypesSupported,
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
                issuer + "/revoke",
                issuer + "/introspect",
                issuer + "/jwks",
                List.of("code"),
                List.of("query", "form_post"),
                List.of("authorization_code"),
                AUTH_METHODS,
                AUTH_METHODS,
                AUTH_METHODS,
                List.of("S256", "plain"),
                List.of("pairwise"),
                true,
                issuer + "/setup",
                issuer + "/info",
                issuer + "/userinfo");
    }
}
