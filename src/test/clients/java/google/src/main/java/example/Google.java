package example;

import static example.Site.CLIENT_ID;
import static example.Site.CLIENT_SECRET;
import static example.Site.ISSUER;
import static example.Site.REDIRECT_URI;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.AuthorizationCodeResponseUrl;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import java.io.IOException;
import java.net.URI;

/** A client with the URLs of the service. */
final class Google {
    private static final HttpTransport TRANSPORT = new NetHttpTransport();

    private Google() {}

    public static void main(String[] args) throws IOException {
        AuthorizationCodeFlow flow = new AuthorizationCodeFlow.Builder(
                        BearerToken.authorizationHeaderAccessMethod(),
                        TRANSPORT,
                        GsonFactory.getDefaultInstance(),
                        new GenericUrl(ISSUER + "/token"),
                        new ClientParametersAuthentication(CLIENT_ID, CLIENT_SECRET),
                        CLIENT_ID,
                        ISSUER + "/authorize")
                .build();
        Site.serve(
                state -> flow.newAuthorizationUrl()
                        .setRedirectUri(REDIRECT_URI)
                        .setState(state)
                        .build(),
                (url, state) -> claims(flow, url));
    }

    private static String claims(AuthorizationCodeFlow flow, URI url) throws IOException {
        AuthorizationCodeResponseUrl response = new AuthorizationCodeResponseUrl(url.toString());
        if (response.getError() != null) {
            throw new IOException(response.getError() + ": " + response.getErrorDescription());
        }
        TokenResponse token = flow.newTokenRequest(response.getCode())
                .setRedirectUri(REDIRECT_URI)
                .execute();
        Credential credential = flow.createAndStoreCredential(token, "person");
        return TRANSPORT
                .createRequestFactory(credential)
                .buildGetRequest(new GenericUrl(ISSUER + "/userinfo"))
                .execute()
                .parseAsString();
    }
}
