package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.RawHttp;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.War;
import dev.challenger.testing.War.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the log of {@code serve} has no nonce, whatever somebody sends to the server, and whoever logs it. */
class MaskedLogIT {
    private static final Pattern LISTENING = Pattern.compile("Listening on (http://\\S+) ");
    private static final String NONCE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJK";
    private static final String TAN = "40718265";
    private static final List<String> HOSTILE = List.of(
            "CONNECT /solve/NONCE HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT NONCE:TAN HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT NONCE HTTP/1.1\r\nHost: x\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: /solve/NONCE?pin=TAN\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: [NONCE\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nHost: NONCE\r\n\r\n",
            "GET http://[/solve/NONCE HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://NONCE:TAN/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET //NONCE/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /solve/NONCE/%u12 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /solve/NONCE HTTP/7.1\r\nHost: x\r\n\r\n",
            "GET /solve/NONCE HTTP/1.1\r\nHost: x\r\nX NONCE: TAN\r\n\r\n",
            "GET /solve/NONCE\u00ff HTTP/1.1\r\nHost: x\r\nCookie: a=\"NONCE\r\n\r\n",
            "POST /solve/NONCE HTTP/1.1\r\nHost: x\r\nContent-Length: TANx\r\n\r\npin=TAN",
            "POST /solve/NONCE HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nNONCE\r\npin=TAN",
            "POST /solve/NONCE HTTP/1.1\r\nHost: x\r\nExpect: NONCE\r\nContent-Length: 3\r\n\r\npin",
            "POST /solve/NONCE HTTP/1.1\r\nHost: x\r\nContent-Type: a/b; charset=NONCE\r\nContent-Length: 3\r\n\r\npin",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nNONCE",
            "NONCE\r\n\r\n");

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path directory;

    @Test
    void whatTheServerCannotParseIsLoggedWithoutItsSecrets() {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "http.port", "0",
                "http.base-url", "https://challenger.example.com",
                "key.file", directory.resolve("keys").toString(),
                "command.email", "/bin/true"));
        Running running = new War(directory, settings).start("", "serve");
        Waiting.until(
                "the server listens", () -> LISTENING.matcher(running.err()).find());
        Matcher url = LISTENING.matcher(running.err());
        assertTrue(url.find());
        RawHttp http = new RawHttp(url.group(1));

        for (String request : HOSTILE) {
            http.send(request.replace("NONCE", NONCE).replace("TAN", TAN).getBytes(StandardCharsets.ISO_8859_1));
            http.send(request.replace("NONCE", NONCE.toLowerCase(Locale.ROOT))
                    .replace("TAN", "4071-8265")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        running.terminate();

        assertEquals(143, running.await().status());
        String log = running.err();
        assertTrue(log.contains("Bad Authority: [/solve/***"), "Jetty logs such requests:\n" + log);
        for (String secret : List.of(NONCE, NONCE.toLowerCase(Locale.ROOT), TAN, "4071-8265")) {
            assertFalse(log.contains(secret), log);
        }
    }
}
