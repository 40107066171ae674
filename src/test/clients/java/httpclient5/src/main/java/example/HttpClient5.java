package example;

import static example.Site.CLIENT_ID;
import static example.Site.CLIENT_SECRET;
import static example.Site.ISSUER;
import static example.Site.REDIRECT_URI;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.URIBuilder;

/** A client without an OAuth library, which pushes its authorization requests to {@code /par}. */
final class HttpClient5 {
    private static final CloseableHttpClient HTTP = HttpClients.createDefault();

    private HttpClient5() {}

    public static void main(String[] args) throws IOException {
        Site.serve(HttpClient5::start, (url, state) -> claims(url).toString());
    }

    private static String start(String state) throws Exception {
        JsonObject pushed = post(
                "/par",
                new BasicNameValuePair("response_type", "code"),
                new BasicNameValuePair("redirect_uri", REDIRECT_URI),
                new BasicNameValuePair("state", state),
                new BasicNameValuePair("client_id", CLIENT_ID),
                new BasicNameValuePair("client_secret", CLIENT_SECRET));
        return new URIBuilder(ISSUER + "/authorize")
                .addParameter("client_id", CLIENT_ID)
                .addParameter("request_uri", pushed.get("request_uri").getAsString())
                .toString();
    }

    private static JsonObject claims(URI url) throws IOException {
        JsonObject token = post(
                "/token",
                new BasicNameValuePair("grant_type", "authorization_code"),
                new BasicNameValuePair("code", Site.code(url)),
                new BasicNameValuePair("redirect_uri", REDIRECT_URI),
                new BasicNameValuePair("client_id", CLIENT_ID),
                new BasicNameValuePair("client_secret", CLIENT_SECRET));
        HttpGet info = new HttpGet(ISSUER + "/info");
        info.setHeader("Authorization", "Bearer " + token.get("access_token").getAsString());
        return send(info);
    }

    private static JsonObject post(String path, NameValuePair... form) throws IOException {
        HttpPost request = new HttpPost(ISSUER + path);
        request.setEntity(new UrlEncodedFormEntity(List.of(form)));
        return send(request);
    }

    private static JsonObject send(ClassicHttpRequest request) throws IOException {
        return HTTP.execute(request, response -> {
            String body = EntityUtils.toString(response.getEntity());
            if (response.getCode() / 100 != 2) {
                throw new IOException(response.getCode() + " " + body);
            }
            return JsonParser.parseString(body).getAsJsonObject();
        });
    }
}
