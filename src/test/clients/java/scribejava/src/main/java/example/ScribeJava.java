package example;

import static example.Site.CLIENT_ID;
import static example.Site.CLIENT_SECRET;
import static example.Site.ISSUER;
import static example.Site.REDIRECT_URI;

import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.builder.api.DefaultApi20;
import com.github.scribejava.core.model.OAuth2AccessToken;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Response;
import com.github.scribejava.core.model.Verb;
import com.github.scribejava.core.oauth.OAuth20Service;
import java.net.URI;

/** A client with the URLs of the service. */
final class ScribeJava {
    private ScribeJava() {}

    private static final class Challenger extends DefaultApi20 {
        @Override
        public String getAccessTokenEndpoint() {
            return ISSUER + "/token";
        }

        @Override
        protected String getAuthorizationBaseUrl() {
            return ISSUER + "/authorize";
        }
    }

    public static void main(String[] args) throws Exception {
        OAuth20Service service = new ServiceBuilder(CLIENT_ID)
                .apiSecret(CLIENT_SECRET)
                .callback(REDIRECT_URI)
                .build(new Challenger());
        Site.serve(service::getAuthorizationUrl, (url, state) -> claims(service, url));
    }

    private static String claims(OAuth20Service service, URI url) throws Exception {
        OAuth2AccessToken token = service.getAccessToken(Site.code(url));
        OAuthRequest request = new OAuthRequest(Verb.GET, ISSUER + "/userinfo");
        service.signRequest(token, request);
        try (Response response = service.execute(request)) {
            return response.getBody();
        }
    }
}
