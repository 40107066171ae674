package dev.challenger.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.challenger.testing.Http;
import dev.challenger.testing.PathProxy;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a client made of a general OAuth library works when it is told nothing but the issuer. */
class OAuthLibraryIT {
    private static final URI BACK = URI.create(TestClient.REDIRECT_URI);

    @AutoClose
    private final PathProxy proxy = new PathProxy();

    @AutoClose
    private final World world = World.with("http.base-url", proxy.url());

    private final TestClient registered = world.node().client(true);
    private final ClientID id = new ClientID(Long.toString(registered.id()));
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private AuthorizationServerMetadata metadata;

    @BeforeEach
    void resolve() throws Exception {
        proxy.leadTo(world.node().url());
        metadata = AuthorizationServerMetadata.resolve(new Issuer(proxy.url()));
    }

    @Test
    void theMetadataHasAllThatTheLibraryNeeds() {
        List<ClientAuthenticationMethod> methods =
                List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);

        assertTrue(metadata.supportsAuthorizationResponseIssuerParam());
        assertEquals(List.of(CodeChallengeMethod.S256, CodeChallengeMethod.PLAIN), metadata.getCodeChallengeMethods());
        assertEquals(methods, metadata.getTokenEndpointAuthMethods());
        assertEquals(methods, metadata.getRevocationEndpointAuthMethods());
        assertEquals(methods, metadata.getIntrospectionEndpointAuthMethods());
    }

    @Test
    void aLibraryForOpenidProvidersReadsTheMetadata() throws Exception {
        OIDCProviderMetadata found = OIDCProviderMetadata.resolve(new Issuer(proxy.url()));

        assertEquals(metadata.getTokenEndpointURI(), found.getTokenEndpointURI());
        assertEquals(proxy.url() + "/userinfo", found.getUserInfoEndpointURI().toString());
        assertTrue(JWKSet.load(found.getJWKSetURI().toURL()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFlowIsCompletedFromTheMetadataAlone(boolean basic) throws Exception {
        ClientAuthentication authentication = authentication(basic, registered.secret());

        String redirectUrl = person(authorizationUrl(authentication));

        AccessToken token = token(authentication, code(redirectUrl));
        assertTrue(info(token).getBody().contains(TestClient.ADDRESS));
        TokenIntrospectionSuccessResponse active = introspect(authentication, token);
        assertTrue(active.isActive());
        assertEquals(id, active.getClientID());
        assertEquals(metadata.getIssuer(), active.getIssuer());

        HTTPResponse revoked = new TokenRevocationRequest(metadata.getRevocationEndpointURI(), authentication, token)
                .toHTTPRequest()
                .send();

        assertEquals(200, revoked.getStatusCode());
        assertFalse(introspect(authentication, token).isActive());
        assertEquals(404, info(token).getStatusCode());
    }

    @Test
    void refusalsAreErrorsThatTheLibraryKnows() throws Exception {
        ClientAuthentication wrong = authentication(true, "secret-token:wrong");
        ClientAuthentication right = authentication(true, registered.secret());
        AuthorizationRequest withoutPkce = new AuthorizationRequest.Builder(ResponseType.CODE, id)
                .state(state)
                .build();

        assertEquals("invalid_client", pushError(wrong, withoutPkce));
        assertEquals("invalid_request", pushError(right, withoutPkce));
        assertEquals(
                "invalid_grant",
                TokenResponse.parse(tokenRequest(right, "nonsense"))
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode());
    }

    private ClientAuthentication authentication(boolean basic, String secret) {
        return basic ? new ClientSecretBasic(id, new Secret(secret)) : new ClientSecretPost(id, new Secret(secret));
    }

    private String pushError(ClientAuthentication authentication, AuthorizationRequest request) throws Exception {
        return push(authentication, request).toErrorResponse().getErrorObject().getCode();
    }

    private PushedAuthorizationResponse push(ClientAuthentication authentication, AuthorizationRequest request)
            throws Exception {
        return PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        metadata.getPushedAuthorizationRequestEndpointURI(), authentication, request)
                .toHTTPRequest()
                .send());
    }

    private URI authorizationUrl(ClientAuthentication authentication) throws Exception {
        AuthorizationRequest request = new AuthorizationRequest.Builder(ResponseType.CODE, id)
                .redirectionURI(BACK)
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        URI requestUri = push(authentication, request).toSuccessResponse().getRequestURI();
        return new AuthorizationRequest.Builder(requestUri, id)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    /** Plays the person's part as a single-page application does, and returns the URL where it ends. */
    private String person(URI begin) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI here = browser.send(HttpRequest.newBuilder(begin).build(), BodyHandlers.discarding())
                .uri();
        String nonce = here.getPath().replaceFirst(".*/", "");

        post(browser, here.resolve("../challenge/" + nonce), Map.of("CONTACT_EMAIL", TestClient.ADDRESS));
        String solved = post(
                browser,
                here.resolve("../solve/" + nonce),
                Map.of("pin", world.mailbox().newestTan()));
        return new ObjectMapper().readTree(solved).path("redirect_url").asText();
    }

    private static String post(HttpClient browser, URI uri, Map<String, String> form) throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(uri)
                                .header("Accept", "application/json")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(Http.form(form)))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private String code(String redirectUrl) throws Exception {
        AuthorizationResponse response = AuthorizationResponse.parse(URI.create(redirectUrl));
        assertEquals(state, response.getState());
        assertEquals(metadata.getIssuer(), response.getIssuer());
        AuthorizationSuccessResponse success = response.toSuccessResponse();
        return success.getAuthorizationCode().getValue();
    }

    private HTTPResponse tokenRequest(ClientAuthentication authentication, String code) throws Exception {
        return new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        authentication,
                        new AuthorizationCodeGrant(new AuthorizationCode(code), BACK, verifier))
                .build()
                .toHTTPRequest()
                .send();
    }

    private AccessToken token(ClientAuthentication authentication, String code) throws Exception {
        return TokenResponse.parse(tokenRequest(authentication, code))
                .toSuccessResponse()
                .getTokens()
                .getAccessToken();
    }

    private HTTPResponse info(AccessToken token) throws Exception {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, metadata.getCustomURIParameter("info_endpoint"));
        request.setAuthorization(token.toAuthorizationHeader());
        return request.send();
    }

    private TokenIntrospectionSuccessResponse introspect(ClientAuthentication authentication, AccessToken token)
            throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), authentication, token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }
}
