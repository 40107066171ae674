package dev.challenger.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts. It keeps cookies, follows redirects and submits forms. */
public final class Browser {
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(?:input|textarea)\\b([^>]*)>");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NORMAL)
            .build();

    /** A page that the browser shows. */
    public record Page(int status, URI url, String html) {}

    public Page open(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Fills in the first form that has all these fields, and submits it with its other fields unchanged. */
    public Page submit(Page page, Map<String, String> typed) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.html());
        while (form.find()) {
            Map<String, String> fields = fields(form.group(2));
            if (fields.keySet().containsAll(typed.keySet())) {
                fields.putAll(typed);
                return send(HttpRequest.newBuilder(page.url().resolve(attribute(form.group(1), "action")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(Http.form(fields))));
            }
        }
        throw new AssertionError("no form with " + typed.keySet() + ": " + page.html());
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.header("Accept", Http.BROWSER).build(), BodyHandlers.ofString());
        return new Page(response.statusCode(), response.uri(), response.body());
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        Matcher input = INPUT.matcher(form);
        while (input.find()) {
            fields.put(attribute(input.group(1), "name"), attribute(input.group(1), "value"));
        }
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&quot;", "\"").replace("&amp;", "&") : "";
    }
}
