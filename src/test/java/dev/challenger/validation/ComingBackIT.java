package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves which page a browser gets when it comes back without the submitted form, as after reading the message. */
class ComingBackIT {
    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();
    private final Http http = client.http();
    private final Sql sql = new Sql(WORLD.database());

    private Answer browse(String path) {
        return http.get(path, "Accept", Http.BROWSER);
    }

    private long version() {
        return sql.number("SELECT version FROM validation WHERE id = (SELECT MAX(id) FROM validation)");
    }

    /** Checks that the client's link and the pages of submitted forms show the same. */
    private void assertSamePages(String nonce, String... parts) {
        String expected = browse(client.authorizePath(nonce, Map.of())).body();
        int messages = WORLD.mailbox().messages().size();
        long version = version();
        for (String path : List.of("/challenge/" + nonce, "/solve/" + nonce)) {
            Answer shown = browse(path);
            Expect.page(200, shown, parts);
            assertEquals(expected, shown.body());
            Answer head = http.send(http.request(path)
                    .method("HEAD", BodyPublishers.noBody())
                    .header("Accept", Http.BROWSER)
                    .build());
            assertEquals(200, head.status());
            assertEquals(shown.header("Content-Length"), head.header("Content-Length"));
        }
        assertEquals(messages, WORLD.mailbox().messages().size());
        assertEquals(version, version());
    }

    @Test
    void aPersonWhoComesBackGetsThePageOfTheNextStep() {
        String nonce = client.setup();
        assertSamePages(nonce, "name=\"CONTACT_EMAIL\"");

        client.challenge(nonce, TestClient.ADDRESS);
        assertSamePages(nonce, "name=\"pin\"");

        client.solve(nonce, WORLD.mailbox().newestTan().equals("00000000") ? "11111111" : "00000000");
        assertSamePages(nonce, "name=\"pin\"", "You have two attempts left.");

        String url = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertSamePages(nonce, url.replace("&", "&amp;"));
    }

    @Test
    void comingBackBindsNothing() {
        String nonce = client.setup();

        browse("/challenge/" + nonce + "?response_type=code&client_id=" + client.id() + "&state=forged");

        assertEquals(0, version());
        client.challenge(nonce, TestClient.ADDRESS);
        String url = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();
        assertEquals(-1, url.indexOf("state="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/challenge/", "/solve/"})
    void anUnknownOrExpiredNonceIsAPageThatSaysSo(String path) {
        String nonce = client.challenged();
        WORLD.clock().advance(Duration.ofHours(24));

        for (String gone : List.of(nonce, "0".repeat(52), "nonsense")) {
            Expect.page(404, browse(path + gone), "This page has expired", "Error 9755");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/challenge/", "/solve/"})
    void programsCanOnlyPost(String path) {
        String nonce = client.challenged();

        for (String accept : List.of("*/*", "application/json", "text/html, application/json", "text/plain")) {
            Answer answer = http.get(path + nonce, "Accept", accept);
            Expect.problem(405, 20, answer);
            assertEquals("OPTIONS, POST", answer.header("Allow"));
        }
        Expect.problem(405, 20, http.get(path + nonce));
    }

    @Test
    void theLanguagesAreOnAPageOfTheirOwn() {
        String nonce = client.setup();

        Expect.page(
                200,
                client.browse(nonce),
                "href=\"../challenge/" + nonce + "?languages=1\" aria-label=\"Language: English\">");
        Expect.page(
                200,
                http.get("/challenge/" + nonce + "?languages=1", "Accept", Http.BROWSER),
                "<h1>Change language</h1>",
                "<a href=\"?ui_locales=de\" lang=\"de\" hreflang=\"de\">Deutsch</a>",
                "lang=\"ar\" hreflang=\"ar\">العربية</a>",
                "aria-current=\"true\">English</a>",
                "<title>Change language – Sample Shop</title>",
                "<span>Address check for Sample Shop</span>");
        Expect.page(
                200,
                http.get("/challenge/" + nonce + "?ui_locales=de", "Accept", Http.BROWSER),
                "<html lang=\"de\"",
                "action=\"../challenge/" + nonce + "?ui_locales=de\"");
    }
}
