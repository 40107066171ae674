package dev.challenger.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.challenger.client.Client;
import dev.challenger.client.Instances;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.testing.CountedStatements;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the pages of a TAN challenge lead back to registered redirect URIs only. */
class ChallengeRedirectIT extends ChallengeInBrowser {
    @Test
    void aConfirmationRedirectsToTheRegisteredUriUnchanged() {
        String uri = registered();
        String query = back(uri);
        String sending = "action=\"../../.." + page + query + "\"";
        String entering = "action=\"../../.." + page + "/confirm" + query + "\"";
        assertHas(http.get(page + query, BROWSER), sending);

        Answer sent = http.postForm(page + query, Map.of(), BROWSER);
        assertEquals(id() + query, sent.header("Location"));
        Answer malformed = http.postForm(page + "/confirm" + query, Map.of("tan", "x"), BROWSER);
        assertHas(malformed, sending.replace("../../..", "../../../.."));
        assertHas(malformed, entering.replace("../../..", "../../../.."));
        Answer confirmed = http.postForm(
                page + "/confirm" + query, Map.of("tan", world.mailbox().newestTan()), BROWSER);

        assertEquals(303, confirmed.status());
        assertEquals(uri, confirmed.header("Location"));
        assertHas(http.get(page + query, BROWSER), "<a class=\"first\" href=\"" + uri + "\">Continue</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example/",
                "https://evil.example/",
                "HTTP://localhost:9999/callback",
                "http://LOCALHOST:9999/callback",
                "http://localhost:9999/Callback",
                "http://localhost:9999/callback/",
                "http://localhost:9999/callback?x",
                "http://localhost:9999/callback#x",
                " http://localhost:9999/callback",
                "http://localhost:9999/callback ",
                "http://localhost:9999/callback\r\nX: y",
                "http://localhost:9999@evil.example/callback",
                "/callback",
                "",
            })
    void anyOtherUriIsIgnored(String uri) {
        registered();
        String query = back(uri);
        Answer shown = http.get(page + query, BROWSER);
        assertPage(200, "<h1>Confirm with a code</h1>", shown);
        assertFalse(shown.body().contains("redirect_uri"));

        assertEquals(id(), http.postForm(page + query, Map.of(), BROWSER).header("Location"));
        Answer confirmed = http.postForm(
                page + "/confirm" + query, Map.of("tan", world.mailbox().newestTan()), BROWSER);

        assertEquals("../" + id(), confirmed.header("Location"));
        assertFalse(http.get(page + query, BROWSER).body().contains("href=\"http"));
    }

    @Test
    void theUriOfAClientForOtherInstancesIsIgnored() {
        String uri = registered();
        String other = demanded("other", "x", TestClient.ADDRESS);

        Answer shown = http.get(other + back(uri), BROWSER);

        assertPage(200, "<h1>Confirm with a code</h1>", shown);
        assertFalse(shown.body().contains("redirect_uri"));
    }

    @Test
    void aReloadAfterAMalformedTanShowsTheFormAgain() {
        String confirm = page + "/confirm" + back(registered());
        send();
        http.postForm(confirm, Map.of("tan", "x"), BROWSER);

        Answer again = http.get(confirm, BROWSER);

        assertPage(200, "<h1>Check your e-mail</h1>", again);
        assertHas(again, "action=\"../../../.." + confirm + "\"");
    }

    @Test
    void aRepeatedRedirectUriIsRefused() {
        String twice = back(registered()) + "&redirect_uri=x";

        assertPage(400, "<h1>We could not understand this request</h1>", http.get(page + twice, BROWSER));
    }

    /** An invented id costs a stranger's request one statement, and an existing one costs two. */
    @Test
    void oneClientIsReadAndOnlyForAnExistingChallenge() {
        CountedStatements statements = new CountedStatements(world.database().dataSource());
        try (Node counted = world.on(statements.source(), world.clock())) {
            String uri = "https://counted.example/done";
            Instances shop = new Instances(List.of("shop"));
            counted.challenger().clients().add(Client.fresh("Shop", List.of(uri)), shop, Optional.empty());
            counted.challenger().clients().add(Client.fresh("Shop", List.of(uri + "/2")), shop, Optional.empty());
            String there = demanded(counted, "shop", "x", new Factor(TanChannel.EMAIL, TestClient.ADDRESS));
            String wrong = there.substring(0, there.lastIndexOf('-') + 1) + "0".repeat(52);
            String nowhere = "/instances/shop/challenge/999999-" + "0".repeat(52);

            assertReads(statements, counted, 404, 1, 0, nowhere + back(uri));
            assertReads(statements, counted, 404, 1, 1, wrong + back(uri));
            assertReads(statements, counted, 200, 2, 1, there + back("https://evil.example/"));
            assertReads(statements, counted, 200, 2, 2, there + back(uri));
            assertReads(statements, counted, 200, 1, 1, there);
        }
    }

    private static void assertReads(
            CountedStatements counted, Node node, int status, int statements, int rows, String path) {
        counted.take();
        counted.takeRows();

        assertEquals(status, new Http(node.url()).get(path, BROWSER).status());

        assertEquals(statements, counted.take());
        assertEquals(rows, counted.takeRows());
    }
}
