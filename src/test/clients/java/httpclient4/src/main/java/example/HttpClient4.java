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
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.utils.URIBuilder;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.message.BasicNameValuePair;
import org.apache.http.util.EntityUtils;

/** A client without an OAuth library, which orders each validation at {@code /setup}. */
final class HttpClient4 {
    private static final CloseableHttpClient HTTP = HttpClients.createDefault();

    private HttpClient4() {}

    public static void main(String[] args) throws IOException {
        Site.serve(HttpClient4::start, (url, state) -> claims(url).toString());
    }

    private static String start(String state) throws Exception {
        HttpPost order = new HttpPost(ISSUER + "/setup/" + CLIENT_ID);
        order.setHeader("Authorization", "Bearer " + CLIENT_SECRET);
        String nonce = send(order).get("nonce").getAsString();
        return new URIBuilder(ISSUER + "/authorize/" + nonce)
                .addParameter("response_type", "code")
                .addParameter("client_id", CLIENT_ID)
                .addParameter("redirect_uri", REDIRECT_URI)
                .addParameter("state", state)
                .toString();
    }

    private static JsonObject claims(URI url) throws IOException {
        HttpPost exchange = new HttpPost(ISSUER + "/token");
        exchange.setEntity(new UrlEncodedFormEntity(List.of(
                new BasicNameValuePair("grant_type", "authorization_code"),
                new BasicNameValuePair("code", Site.code(url)),
                new BasicNameValuePair("redirect_uri", REDIRECT_URI),
                new BasicNameValuePair("client_id", CLIENT_ID),
                new BasicNameValuePair("client_secret", CLIENT_SECRET))));
        HttpGet info = new HttpGet(ISSUER + "/info");
        info.setHeader(
                "Authorization", "Bearer " + send(exchange).get("access_token").getAsString());
        return send(info);
    }

    private static JsonObject send(HttpUriRequest request) throws IOException {
        try (CloseableHttpResponse response = HTTP.execute(request)) {
            String body = EntityUtils.toString(response.getEntity());
            if (response.getStatusLine().getStatusCode() != 200) {
                throw new IOException(response.getStatusLine() + " " + body);
            }
            return JsonParser.parseString(body).getAsJsonObject();
        }
    }
}
