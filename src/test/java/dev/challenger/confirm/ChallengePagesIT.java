package dev.challenger.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves which pages a TAN challenge shows to people, from the request of the TAN to its entry. */
class ChallengePagesIT extends ChallengeInBrowser {
    private static final String NO_TAN = "no TAN";

    // The page before a TAN is sent.

    @Test
    void viewingThePageSendsNothingAndUsesNothingUp() {
        for (int look = 0; look < 3; look++) {
            Answer shown = show();
            assertPage(200, "<h1>Confirm with a code</h1>", shown);
            assertHas(shown, "<strong>Delete the shop shop</strong>");
            assertHas(shown, "begins with <strong class=\"address\">pers</strong>");
            assertHas(shown, ">Send code</button>");
            assertFalse(shown.body().contains("name=\"tan\""));
            assertEquals("no-referrer", shown.header("Referrer-Policy"));
            assertEquals("no-store", shown.header("Cache-Control"));
            assertTrue(shown.header("Content-Security-Policy").startsWith("default-src 'none'"));
            assertTrue(shown.response().headers().allValues("Set-Cookie").isEmpty());
        }
        for (String path : List.of(page, page + "?tan=12345678", page + "/confirm?tan=12345678")) {
            assertEquals(200, head(path).status());
            assertEquals(200, http.get(path, BROWSER).status());
        }

        assertEquals(0, messages());
        assertEquals(0, sql.number("SELECT tans_issued + version FROM tan_challenge" + row()));
    }

    private Answer head(String path) {
        return http.send(http.request(path)
                .headers(BROWSER)
                .method("HEAD", BodyPublishers.noBody())
                .build());
    }

    @Test
    void sendingLeadsBackToThePageWithTheField() throws Exception {
        Answer sent = send();

        assertEquals(303, sent.status());
        assertEquals(id(), sent.header("Location"));
        Answer shown = show();
        assertPage(200, "<h1>Check your e-mail</h1>", shown);
        assertHas(shown, "<p class=\"notice\" role=\"status\">The message is on its way.</p>");
        assertHas(shown, "inputmode=\"numeric\" autocomplete=\"one-time-code\"");
        assertFalse(shown.body().contains("attempts left"));
        assertHas(shown, "The code works for 10 minutes.");
        assertHas(shown, "data-wait=\"60\"");
        String subject = world.mailbox().newest(TestClient.ADDRESS).getSubject();
        assertHas(shown, "<strong>" + subject.replaceAll(".*reference (....)\\)", "$1") + "</strong>");
        world.clock().advance(Duration.ofSeconds(31));
        assertFalse(show().body().contains("on its way"));
        assertHas(show(), "data-wait=\"29\"");
    }

    @ParameterizedTest
    @CsvSource({
        "instance_provision, Set up the shop n",
        "account_config, Change the bank accounts of n",
        "auth_config, Change the password of n",
        "instance_deletion, Delete the shop n",
        "auth_token_creation, Log in to n",
        "refund order 17, refund order 17 at n",
    })
    void theOperationIsDescribedInWords(String operation, String words) {
        Answer shown = http.get(demanded("n", operation, TestClient.ADDRESS), BROWSER);

        assertHas(shown, "<strong>" + words + "</strong>");
        assertHas(shown, "<title>Confirm with a code – " + words + "</title>");
    }

    @Test
    void namesFromABackendAreShownAsText() {
        Answer shown = http.get(demanded("a@b.c_-", "<b>\"x'</b>{0}\uE000<script>", TestClient.ADDRESS), BROWSER);

        assertHas(shown, "<strong>&lt;b&gt;&quot;x&#39;&lt;/b&gt;{0}\uE000&lt;script&gt; at a@b.c_-</strong>");
        assertFalse(shown.body().contains("<b>"));
    }

    @Test
    void anAddressThatIsTooShortIsNotShownInPart() {
        String path = demanded("shop", "x", "a@example.com");

        assertHas(http.get(path, BROWSER), "<p>We will send a code to your e-mail address, and you enter it here.</p>");
        http.postForm(path, Map.of(), BROWSER);
        assertHas(http.get(path, BROWSER), "<p>We sent an 8-digit code to your e-mail address.</p>");
    }

    // Entering the TAN.

    @Test
    void theRightTanConfirms() {
        send();

        Answer confirmed = enter("T-" + world.mailbox().newestTan());

        assertEquals(303, confirmed.status());
        assertEquals("../" + id(), confirmed.header("Location"));
        assertPage(200, "<h1>Confirmed</h1>", show());
        assertHas(show(), "Return to the page where you began");
        assertFalse(show().body().contains("<form"));
        assertEquals(303, enter(world.mailbox().newestTan()).status());
    }

    @Test
    void onceItIsSolvedNothingIsSentAndWrongTansLeadNowhere() {
        send();
        enter(world.mailbox().newestTan());
        world.clock().advance(Duration.ofMinutes(1));

        assertEquals(id(), send().header("Location"));
        Answer wrong = http.postForm(page + "/confirm" + back(registered()), Map.of("tan", "0000-0000"), BROWSER);

        assertEquals(303, wrong.status());
        assertTrue(wrong.header("Location").startsWith("../" + id() + "?"), wrong.header("Location"));
        assertEquals(1, messages());
    }

    @Test
    void everyWrongTanCostsAnAttempt() {
        send();

        Answer first = enterWrong();
        assertPage(409, "<h1>Check your e-mail</h1>", first);
        assertHas(first, "<title>Error: Check your e-mail – ");
        assertHas(first, "id=\"tan-error\">This is not the code that we sent.");
        assertHas(first, "You have two attempts left.");
        assertHas(first, " autofocus aria-invalid=\"true\" aria-describedby=\"tan-error tan-left\"");
        assertHas(enterWrong(), "This is your last attempt.");

        Answer last = enterWrong();
        assertPage(409, "<h1>This code no longer works</h1>", last);
        assertHas(last, "role=\"alert\">You have no attempts left for the code that we sent.");
        assertPage(
                429, "<h1>This code no longer works</h1>", enter(world.mailbox().newestTan()));
        assertHas(show(), ">Send a new code</button>");
    }

    @Test
    void afterTheLastAttemptANewCodeIsSentAtOnce() {
        send();
        String first = world.mailbox().newestTan();
        for (int attempt = 0; attempt < 3; attempt++) {
            enterWrong();
        }

        assertEquals(303, send().status());

        assertFalse(show().body().contains("attempts left"));
        assertPage(409, "<h1>Check your e-mail</h1>", enter(first));
        assertEquals(303, enter(world.mailbox().newestTan()).status());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter the code from the message.",
        NO_TAN + ", Enter the code from the message.",
        "1234567, This is too short: the code has 8 digits.",
        "123456789, This is too long: the code has 8 digits.",
        "nonsense, The code has digits only. Enter the 8 digits from the message.",
        "12345678 or 87654321, The code has digits only. Enter the 8 digits from the message.",
    })
    void aMalformedTanCostsNoAttempt(String typed, String told) {
        send();

        Answer answer = typed.equals(NO_TAN) ? http.postForm(page + "/confirm", Map.of(), BROWSER) : enter(typed);

        assertPage(400, "<h1>Check your e-mail</h1>", answer);
        assertHas(answer, "id=\"tan-error\">" + told);
        assertFalse(answer.body().contains("attempts left"));
    }

    @Test
    void aBodyThatIsNoFormIsRefusedOnThePage() {
        Answer answer = http.post(
                page + "/confirm", "{}", "Accept", Http.BROWSER, "Content-Type", "multipart/form-data; boundary=x");

        assertPage(400, "<h1>Confirm with a code</h1>", answer);
        assertHas(answer, "role=\"alert\">We could not read your request. Try again.");
    }

    @Test
    void beforeAnythingIsSentThereIsNothingToEnter() {
        Answer answer = enter("12345678");

        assertPage(429, "<h1>Confirm with a code</h1>", answer);
        assertHas(answer, "role=\"alert\">We have not sent you a code yet.");
        assertPage(400, "<h1>Confirm with a code</h1>", enter("x"));
    }

    @Test
    void anExpiredTanIsReportedAsExpired() {
        send();
        world.clock().advance(Duration.ofMinutes(10));

        assertPage(200, "<h1>The code has expired</h1>", show());
        assertHas(
                enter(world.mailbox().newestTan()),
                "role=\"alert\">Codes work for a limited time. The code that we sent has expired.");
        assertEquals(303, send().status());
        assertPage(200, "<h1>Check your e-mail</h1>", show());
    }

    // Sending the TAN.

    @Test
    void peopleWhoAskTooEarlyAreToldHowLongToWait() {
        send();
        world.clock().advance(Duration.ofMillis(10_500));

        Answer early = send();

        assertPage(429, "<h1>Check your e-mail</h1>", early);
        assertEquals("50", early.header("Retry-After"));
        assertHas(
                early,
                "role=\"alert\">We did not send another message: the last one is recent, and its code still works.");
        assertHas(early, "<title>Error: Check your e-mail – ");
        assertHas(early, "data-wait=\"50\"");
        assertEquals(1, messages());
    }

    @Test
    void onceAllTansAreUsedUpPeopleAreToldWhenToBeginAgain() {
        for (int tan = 0; tan < 3; tan++) {
            send();
            for (int attempt = 0; attempt < 3; attempt++) {
                enterWrong();
            }
        }

        Answer shown = http.get(page + back(registered()), BROWSER);
        assertPage(200, "<h1>We cannot send any more codes</h1>", shown);
        assertHas(shown, "You can start again in 24 hours, on the page where you began.");
        assertHas(shown, "<a class=\"first\" href=\"" + TestClient.REDIRECT_URI + "\">Return to shop</a>");
        assertFalse(shown.body().contains("<form"));
        Answer refused = send();
        assertPage(429, "<h1>We cannot send any more codes</h1>", refused);
        assertEquals(Long.toString(Duration.ofHours(24).toSeconds()), refused.header("Retry-After"));
        assertEquals(3, messages());
    }

    @Test
    void whileTheLastTanIsValidThePagePromisesNoOther() {
        sql.run("UPDATE tan_challenge SET tans_issued = 2" + row());
        send();
        for (int again = 0; again < 2; again++) {
            world.clock().advance(Duration.ofMinutes(1));
            assertEquals(303, send().status());
        }

        Answer shown = show();

        assertPage(200, "<h1>Check your e-mail</h1>", shown);
        assertHas(shown, "We cannot send any more messages for this operation.");
        assertFalse(shown.body().contains("Send again"));
    }

    @Test
    void aFailedHandOverIsReportedAndNotCounted() {
        try (Node broken = world.another("mail.port", "9")) {
            Http other = new Http(broken.url());

            for (int attempt = 0; attempt < 2; attempt++) {
                Answer answer = other.postForm(page, Map.of(), BROWSER);
                assertPage(502, "<h1>Confirm with a code</h1>", answer);
                assertHas(answer, "role=\"alert\">We have a problem and could not send the message.");
            }
            assertHas(other.get(page, BROWSER), ">Send code</button>");
        }
    }

    @Test
    void aUsedUpBudgetIsReportedWithTheTimeToWait() {
        String address = "frugal@example.com";
        try (Node frugal = world.another("budget.challenge-destination", "1/P1D")) {
            Http other = new Http(frugal.url());
            other.postForm(demanded("shop", "x", address), Map.of(), BROWSER);

            Answer answer = other.postForm(demanded("shop", "y", address), Map.of(), BROWSER);

            assertPage(429, "<h1>Confirm with a code</h1>", answer);
            assertHas(answer, "Too many messages were requested to this address recently. Try again in 12 hours.");
            assertEquals("43200", answer.header("Retry-After"));
        }
    }

    @Test
    void aStoppedBlockOfPhoneNumbersIsNotCalledAProvider() {
        Map<String, String> phones =
                Map.of("command.phone", "/bin/true", "phone.countries", "any", "breaker.minimum", "2");
        try (Node node = world.another(phones)) {
            sendTo(node, "+41791234567");
            sendTo(node, "+41791234568");
            world.clock().advance(Duration.ofMinutes(15));

            Answer answer = sendTo(node, "+41791234569");

            assertPage(429, "<h1>Confirm with a code</h1>", answer);
            assertHas(
                    answer,
                    "We are not sending messages to numbers that begin like this one at the moment. Try again in 60 minutes.");
        }
    }

    private Answer sendTo(Node node, String number) {
        String path = demanded(node, "shop", "x", new Factor(TanChannel.SMS, number));
        return new Http(node.url()).postForm(path, Map.of(), BROWSER);
    }

    @Test
    void aChannelThatIsNotSetUpIsReported() {
        sql.run("UPDATE tan_challenge SET channel = 'sms', address = '+15555550123'" + row());

        assertHas(show(), "to your phone number that ends with <strong class=\"address\">0123</strong>");
        Answer answer = send();

        assertPage(501, "<h1>Confirm with a code</h1>", answer);
        assertHas(answer, "role=\"alert\">We did not send a message: this service cannot send messages of this kind");
    }
}
