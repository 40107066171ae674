package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A web site around a client: {@code /} sends the browser to the service, and the path of the redirect URI gets it back. */
public final class Site {
    public static final String ISSUER = System.getenv("ISSUER");
    public static final String CLIENT_ID = System.getenv("CLIENT_ID");
    public static final String CLIENT_SECRET = System.getenv("CLIENT_SECRET");
    public static final String REDIRECT_URI = System.getenv("REDIRECT_URI");

    private Site() {}

    /** Returns the URL to which the browser goes. */
    public interface Start {
        String url(String state) throws Exception;
    }

    /** Takes the URL with which the browser comes back, and returns the answer of the service about the person, in JSON. */
    public interface Callback {
        String claims(URI url, String state) throws Exception;
    }

    /** Answers a request, and returns what the browser gets. */
    private interface Answer {
        String to(HttpExchange exchange) throws Exception;
    }

    public static void serve(Start start, Callback callback) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/",
                exchange -> answer(exchange, 302, request -> {
                    String state = UUID.randomUUID().toString();
                    request.getResponseHeaders().set("Set-Cookie", "state=" + state + "; HttpOnly; SameSite=Lax");
                    request.getResponseHeaders().set("Location", start.url(state));
                    return "";
                }));
        URI back = URI.create(REDIRECT_URI);
        server.createContext(
                back.getPath(),
                exchange -> answer(exchange, 200, request -> {
                    URI url = back.resolve(request.getRequestURI());
                    request.getResponseHeaders().set("Content-Type", "application/json");
                    return callback.claims(
                            url, requireState(url, request.getRequestHeaders().getFirst("Cookie")));
                }));
        server.start();
    }

    /** Only the browser that was sent to the service may come back. */
    private static String requireState(URI url, String cookie) {
        String state = parameters(url).get("state");
        if (state == null || cookie == null || !List.of(cookie.split("; ")).contains("state=" + state)) {
            throw new SecurityException("the response belongs to another browser");
        }
        return state;
    }

    /** Returns the authorization code in the URL of a callback. */
    public static String code(URI url) {
        Map<String, String> parameters = parameters(url);
        if (parameters.containsKey("error")) {
            throw new IllegalStateException(parameters.get("error") + ": " + parameters.get("error_description"));
        }
        return parameters.get("code");
    }

    private static Map<String, String> parameters(URI url) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : String.valueOf(url.getRawQuery()).split("&")) {
            String[] pair = parameter.split("=", 2);
            parameters.put(pair[0], URLDecoder.decode(pair[pair.length - 1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, Answer answer) throws IOException {
        try (OutputStream body = exchange.getResponseBody()) {
            String text;
            try {
                text = answer.to(exchange);
            } catch (Exception e) {
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                status = 500;
                text = e.toString();
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            body.write(bytes);
        }
    }
}
