package example;

import static example.Site.CLIENT_ID;
import static example.Site.CLIENT_SECRET;
import static example.Site.ISSUER;
import static example.Site.REDIRECT_URI;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ErrorResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client that learns everything from the issuer's metadata, and pushes its authorization requests. */
final class Nimbus {
    private static final ClientID ID = new ClientID(CLIENT_ID);
    private static final ClientAuthentication AUTHENTICATION = new ClientSecretBasic(ID, new Secret(CLIENT_SECRET));

    private final Map<String, CodeVerifier> verifiers = new ConcurrentHashMap<>();
    private final AuthorizationServerMetadata metadata;

    private Nimbus(AuthorizationServerMetadata metadata) {
        this.metadata = metadata;
    }

    public static void main(String[] args) throws Exception {
        Nimbus client = new Nimbus(AuthorizationServerMetadata.resolve(new Issuer(ISSUER)));
        Site.serve(client::start, client::claims);
    }

    private String start(String state) throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        AuthorizationRequest request = new AuthorizationRequest.Builder(ResponseType.CODE, ID)
                .redirectionURI(URI.create(REDIRECT_URI))
                .state(new State(state))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        PushedAuthorizationResponse pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        metadata.getPushedAuthorizationRequestEndpointURI(), AUTHENTICATION, request)
                .toHTTPRequest()
                .send());
        if (!pushed.indicatesSuccess()) {
            throw failure(pushed.toErrorResponse());
        }
        verifiers.put(state, verifier);
        return new AuthorizationRequest.Builder(pushed.toSuccessResponse().getRequestURI(), ID)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .build()
                .toURI()
                .toString();
    }

    private String claims(URI url, String state) throws Exception {
        AuthorizationResponse response = AuthorizationResponse.parse(url);
        if (!metadata.getIssuer().equals(response.getIssuer())) {
            throw new GeneralException("the response is not of this server");
        }
        if (!response.indicatesSuccess()) {
            throw failure(response.toErrorResponse());
        }
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(), URI.create(REDIRECT_URI), verifiers.remove(state));
        TokenResponse tokens =
                TokenResponse.parse(new TokenRequest.Builder(metadata.getTokenEndpointURI(), AUTHENTICATION, grant)
                        .build()
                        .toHTTPRequest()
                        .send());
        if (!tokens.indicatesSuccess()) {
            throw failure(tokens.toErrorResponse());
        }
        AccessToken token = tokens.toSuccessResponse().getTokens().getAccessToken();
        return new UserInfoRequest(metadata.getCustomURIParameter("userinfo_endpoint"), token)
                .toHTTPRequest()
                .send()
                .getBody();
    }

    private static GeneralException failure(ErrorResponse response) {
        ErrorObject error = response.getErrorObject();
        return new GeneralException(error.getCode() + ": " + error.getDescription());
    }
}
