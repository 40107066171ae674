package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code /challenge} sends a TAN to the address that a person enters, sends it again, or refuses. */
class ChallengeIT {
    private static final String RESTRICTIONS =
            "{\"CONTACT_EMAIL\": {\"regex\": \".*@[A-Za-z.]+\\\\.com\", \"hint\": \"Addresses in .com only.\"}}";

    @AutoClose
    private static final World WORLD = World.with("address.restrictions", RESTRICTIONS);

    /** Another node, whose mail server does not answer. */
    private static final Node MUTE = WORLD.another("mail.port", "9");

    private final TestClient client = WORLD.node().client();
    private final TestClient mute = client.at(MUTE);

    // The first message.

    @Test
    void aTanIsSentToTheAddressAtOnce() {
        String nonce = client.setup();
        int messages = WORLD.mailbox().messages().size();

        expectCreated(3, "somebody.else@example.com", true, 60, client.challenge(nonce, "somebody.else@example.com"));

        assertEquals(messages + 1, WORLD.mailbox().messages().size());
        assertTrue(WORLD.mailbox().newestTan("somebody.else@example.com").matches("[0-9]{8}"));
    }

    @Test
    void peopleGetTheTanForm() {
        String nonce = client.setup();

        Expect.page(
                200,
                submit(nonce, "person@example.com"),
                "autocomplete=\"one-time-code\"",
                "person@example.com",
                "action=\"../solve/" + nonce + "\"",
                "Sample Shop");
    }

    @Test
    void nothingNeedsToBeAuthorizedBefore() {
        expectCreated(3, "person@example.com", true, 60, client.challenge(client.setup(), "person@example.com"));
    }

    @Test
    void otherFieldsAreIgnoredAndBlanksAroundTheValueToo() {
        Answer answer = client.http()
                .postForm(
                        "/challenge/" + client.setup(),
                        Map.of("CONTACT_EMAIL", " person@example.com ", "CONTACT_PHONE", "x", "read_only", "true"));

        expectCreated(3, "person@example.com", true, 60, answer);
    }

    // Sending again.

    @Test
    void tooEarlyNothingIsSentAndTheTanStaysGood() {
        String nonce = client.setup();
        client.challenge(nonce, "person@example.com");
        String tan = tan();
        int messages = WORLD.mailbox().messages().size();
        advance(Duration.ofSeconds(59));

        expectCreated(3, "person@example.com", false, 1, client.challenge(nonce, "person@EXAMPLE.com"));
        Expect.page(200, submit(nonce, "person@example.com"), "one-time-code");

        assertEquals(messages, WORLD.mailbox().messages().size());
        assertEquals(200, client.solve(nonce, tan).status());
    }

    @Test
    void afterAMinuteAndAgainAfterTwoTheSameTanIsSentWithTheAttemptsLeft() {
        String nonce = client.setup();
        client.challenge(nonce, "person@example.com");
        String tan = tan();
        client.solve(nonce, "00000000");

        advance(Duration.ofSeconds(60));
        expectCreated(2, "person@example.com", true, 120, client.challenge(nonce, "person@example.com"));
        assertEquals(tan, tan());
        client.solve(nonce, "00000000");

        advance(Duration.ofSeconds(119));
        expectCreated(1, "person@example.com", false, 1, client.challenge(nonce, "person@example.com"));
        advance(Duration.ofSeconds(1));
        expectCreated(1, "person@example.com", true, null, client.challenge(nonce, "person@example.com"));
        assertEquals(tan, tan());

        advance(Duration.ofHours(1));
        Expect.problem(
                429, 9757, "no transmission to this address is left", client.challenge(nonce, "person@example.com"));
    }

    @Test
    void sendingAgainProlongsTheTan() {
        String nonce = client.challenged();
        advance(Duration.ofMinutes(29));
        client.challenge(nonce, TestClient.ADDRESS);
        advance(Duration.ofMinutes(29));

        assertEquals(200, client.solve(nonce, tan()).status());
    }

    @Test
    void twiceItsValidityAfterItsFirstSendingATanEndsHoweverOftenItIsSent() {
        String nonce = client.challenged();
        String first = tan();
        for (int i = 0; i < 2; i++) {
            advance(Duration.ofMinutes(29));
            client.challenge(nonce, TestClient.ADDRESS);
        }
        assertEquals(first, tan());
        advance(Duration.ofMinutes(2));

        assertEquals(
                "the code has expired",
                client.solve(nonce, first).json().path("detail").asText());
    }

    @Test
    void anExhaustedTanIsReplacedAtOnce() {
        String nonce = client.challenged();
        String first = tan();
        guess(nonce, 3);

        expectCreated(3, TestClient.ADDRESS, true, 120, client.challenge(nonce, TestClient.ADDRESS));

        String second = tan();
        assertNotEquals(first, second);
        assertEquals(403, client.solve(nonce, first).status());
        assertEquals(200, client.solve(nonce, second).status());
    }

    @Test
    void anExpiredTanIsReplacedByANewOneWithAllAttempts() {
        String nonce = client.challenged();
        String first = tan();
        guess(nonce, 1);
        advance(Duration.ofMinutes(30));

        expectCreated(3, TestClient.ADDRESS, true, 120, client.challenge(nonce, TestClient.ADDRESS));

        assertNotEquals(first, tan());
    }

    // Another address.

    @Test
    void anotherAddressGetsANewTanAtOnceWithAllAttemptsAndTransmissions() {
        String nonce = client.challenged();
        String first = tan();
        guess(nonce, 2);

        expectCreated(3, "other@example.com", true, 60, client.challenge(nonce, "other@example.com"));

        assertNotEquals(first, WORLD.mailbox().newestTan("other@example.com"));
        assertEquals(403, client.solve(nonce, first).status());
        assertEquals(
                "{\"CONTACT_EMAIL\":\"other@example.com\"}",
                client.authorize(nonce).json().path("last_address").toString());
    }

    @Test
    void theThirdAddressIsTheLastAndReturningToAFormerOneIsAChange() {
        String nonce = client.challenged();
        String first = tan();
        client.challenge(nonce, "other@example.com");
        expectCreated(3, TestClient.ADDRESS, true, 60, client.challenge(nonce, TestClient.ADDRESS));
        assertNotEquals(first, tan());

        Expect.problem(429, 9757, "no change of address is left", client.challenge(nonce, "other@example.com"));
        Expect.page(429, submit(nonce, "other@example.com"), "one-time-code");
        assertEquals(200, client.solve(nonce, tan()).status());
    }

    @Test
    void oneValidationSendsNoMoreThanNineMessagesAndComparesNoMoreThan27Guesses() {
        String nonce = client.setup();
        int messages = WORLD.mailbox().messages().size();
        int compared = 0;
        for (String address : new String[] {"a@example.com", "b@example.com", "c@example.com"}) {
            while (client.challenge(nonce, address).status() == 200) {
                while (client.solve(nonce, "00000000")
                                .json()
                                .path("auth_attempts_left")
                                .asInt()
                        > 0) {
                    compared++;
                }
                compared++;
                assertNotEquals(
                        200,
                        client.solve(nonce, WORLD.mailbox().newestTan(address)).status());
            }
        }

        assertEquals(27, compared);
        assertEquals(messages + 9, WORLD.mailbox().messages().size());
        Expect.problem(
                429, 9757, "no attempt and no transmission for this address is left", client.solve(nonce, tan()));
        Expect.problem(429, 9757, "no change of address is left", client.challenge(nonce, "d@example.com"));
        assertEquals(
                "{\"fix_address\":true,\"last_address\":{\"CONTACT_EMAIL\":\"c@example.com\"},\"solved\":false,"
                        + "\"changes_left\":0,\"pin_transmissions_left\":0,\"auth_attempts_left\":0,"
                        + "\"retransmission_time\":{\"t_s\":\"never\"}}",
                client.authorize(nonce).body());
    }

    // A read-only address.

    @Test
    void aReadOnlyAddressCanOnlyBeConfirmed() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"person@example.com\", \"read_only\": true}");

        Expect.problem(403, 9760, client.challenge(nonce, "other@example.com"));
        Expect.page(403, submit(nonce, "other@example.com"), "value=\"person@example.com\"", "role=\"alert\"");
        Expect.page(400, submit(nonce, "nobody"), "value=\"person@example.com\"", "role=\"alert\"");
        expectCreated(3, "person@example.com", true, 60, client.challenge(nonce, "person@example.com"));
        Expect.problem(403, 9760, client.challenge(nonce, "other@example.com"));
    }

    @Test
    void aPrefilledAddressMayBeChanged() {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"person@example.com\"}");

        expectCreated(3, "other@example.com", true, 60, client.challenge(nonce, "other@example.com"));
        assertEquals("2", client.authorize(nonce).json().path("changes_left").toString());
    }

    // Refusals.

    @Test
    void aMissingAddressIsNamed() {
        String nonce = client.setup();

        Expect.problem(400, 25, "CONTACT_EMAIL", client.challenge(nonce, Map.of()));
        Expect.problem(400, 25, "CONTACT_EMAIL", client.challenge(nonce, " "));
        Expect.problem(
                400, 25, "CONTACT_EMAIL", client.http().post("/challenge/" + nonce + "?CONTACT_EMAIL=a@b.com", ""));
        Expect.page(400, submit(nonce, ""), "name=\"CONTACT_EMAIL\"", "aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"person", "person@example.com\r\nBcc: other@example.com", "a@b.com,c@d.com", "\u0000@example.com"
            })
    void anAddressThatBreaksACheckIsNamed(String address) {
        String nonce = client.setup();

        Expect.problem(400, 26, "CONTACT_EMAIL", client.challenge(nonce, address));
        assertEquals("3", client.authorize(nonce).json().path("changes_left").toString());
    }

    @Test
    void anAddressThatBreaksARestrictionIsNamedWithTheReason() {
        Expect.problem(
                400,
                26,
                "The value does not meet the restriction of this field in /config.",
                "CONTACT_EMAIL",
                client.challenge(client.setup(), "person@example.org"));
        Expect.page(
                400,
                submit(client.setup(), "person@example.org"),
                "Addresses in .com only.",
                "We do not accept this here. Read the condition above.");
    }

    @Test
    void peopleGetTheFormAgainWithTheirInput() {
        String nonce = client.setup();

        Expect.page(
                400,
                submit(nonce, "\"><person@example.org"),
                "name=\"CONTACT_EMAIL\"",
                "&quot;&gt;&lt;person@example.org",
                "aria-invalid=\"true\"",
                "Addresses in .com only.");
        client.challenge(nonce, TestClient.ADDRESS);
        Expect.page(400, submit(nonce, "mistyped"), "one-time-code", "value=\"mistyped\"", "aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @CsvSource({
        "CONTACT_EMAIL=a@b.com&CONTACT_EMAIL=c@d.com, CONTACT_EMAIL",
        "CONTACT_EMAIL=%FF@b.com, CONTACT_EMAIL",
        "CONTACT_EMAIL=%zz, percent-encoding",
    })
    void aMalformedFormIsRefused(String form, String detail) {
        Expect.problem(400, 26, detail, client.http().post("/challenge/" + client.setup(), form));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
                "text/plain; charset=application/x-www-form-urlencoded"
            })
    void onlyAFormIsAccepted(String type) {
        Answer answer = client.http()
                .post("/challenge/" + client.setup(), "CONTACT_EMAIL=person@example.com", "Content-Type", type);

        Expect.problem(400, 23, "Content-Type must be application/x-www-form-urlencoded", answer);
    }

    /** Some clients send a charset, which a form does not have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ";charset=utf8",
                "; charset=UTF-8",
                "; charset=ISO-8859-1",
                "; charset=\"windows-1252\"",
                ";CHARSET='utf-16'",
                "; charset=",
                "; charset=no-such-charset; x=y",
            })
    void aCharsetOfAFormMeansNothing(String parameter) {
        String path = "/challenge/" + client.setup();
        String type = "Application/X-WWW-Form-Urlencoded" + parameter;

        Answer utf8 = client.http().post(path, "CONTACT_EMAIL=person%40example.com&x=%C3%A9", "Content-Type", type);
        Answer latin1 = client.http().post(path, "CONTACT_EMAIL=person%40%E9xample.com", "Content-Type", type);

        assertEquals(200, utf8.status(), utf8.body());
        Expect.problem(400, 26, "CONTACT_EMAIL", latin1);
    }

    @Test
    void aFormThatIsTooLargeIsRefused() {
        String nonce = client.setup();
        String large = "x=" + "a".repeat(16 * 1024);

        Expect.problem(413, 32, client.http().post("/challenge/" + nonce, large));
        Expect.page(413, client.http().post("/challenge/" + nonce, large, "Accept", Http.BROWSER), "32");
    }

    @Test
    void anUnknownNonceIsRefusedWhateverTheAddress() {
        Expect.problem(404, 9755, client.challenge("0".repeat(52), TestClient.ADDRESS));
        Expect.problem(404, 9755, client.challenge("0".repeat(52), "nobody"));
        Expect.problem(404, 9755, client.challenge("x", TestClient.ADDRESS));
        Expect.page(404, submit("0".repeat(52), TestClient.ADDRESS), "9755");
        Expect.page(404, submit("0".repeat(52), "nobody"), "9755");
    }

    // Failed hand-overs.

    @Test
    void aFailedHandOverIsNotCounted() {
        String nonce = client.setup();

        Expect.problem(
                502,
                9752,
                "we have a problem with sending; the address is fine, try again in a minute",
                mute.challenge(nonce, TestClient.ADDRESS));
        Expect.page(
                502,
                mute.http()
                        .postForm(
                                "/challenge/" + nonce,
                                Map.of("CONTACT_EMAIL", TestClient.ADDRESS),
                                "Accept",
                                Http.BROWSER),
                "name=\"CONTACT_EMAIL\"",
                TestClient.ADDRESS,
                "We will send you a code");
        Expect.json(200, """
                {"fix_address": false, "solved": false,
                 "changes_left": 3, "pin_transmissions_left": 3, "auth_attempts_left": 0,
                 "retransmission_time": {"t_s": 0}}
                """, client.authorize(nonce));

        expectCreated(3, TestClient.ADDRESS, true, 60, client.challenge(nonce, TestClient.ADDRESS));
        assertEquals(200, client.solve(nonce, tan()).status());
    }

    @Test
    void aFailedRepetitionLeavesTheTanAsItWas() {
        String nonce = client.challenged();
        guess(nonce, 1);
        advance(Duration.ofSeconds(60));
        String before = client.authorize(nonce).body();

        Expect.problem(
                502,
                9752,
                "we have a problem with sending; the address is fine, try again in a minute",
                mute.challenge(nonce, TestClient.ADDRESS));

        assertEquals(before, client.authorize(nonce).body());
        advance(Duration.ofMinutes(29));
        assertEquals(403, client.solve(nonce, tan()).status());
        expectCreated(3, TestClient.ADDRESS, true, 120, client.challenge(nonce, TestClient.ADDRESS));
    }

    // Solved validations.

    @Test
    void onceSolvedEveryAddressRedirectsToTheClient() {
        String nonce = client.challenged();
        String redirectUrl =
                client.solve(nonce, tan()).json().path("redirect_url").asText();
        int messages = WORLD.mailbox().messages().size();

        for (String address : new String[] {TestClient.ADDRESS, "other@example.com", "nobody", ""}) {
            Expect.json(
                    200,
                    "{\"type\": \"completed\", \"redirect_url\": \"" + redirectUrl + "\"}",
                    client.challenge(nonce, address));
            Expect.redirect(redirectUrl, submit(nonce, address));
        }

        assertEquals(messages, WORLD.mailbox().messages().size());
        assertTrue(client.authorize(nonce).body().contains("\"CONTACT_EMAIL\":\"" + TestClient.ADDRESS + "\""));
    }

    private static void expectCreated(
            int attemptsLeft, String address, boolean transmitted, @Nullable Integer seconds, Answer answer) {
        String time = seconds == null
                ? "\"never\""
                : Long.toString(WORLD.clock().instant().getEpochSecond() + seconds);
        Expect.json(200, """
                {"type": "created", "attempts_left": %d, "address": {"CONTACT_EMAIL": "%s"}, "transmitted": %b,
                 "retransmission_time": {"t_s": %s}}
                """.formatted(attemptsLeft, address, transmitted, time), answer);
    }

    private Answer submit(String nonce, String address) {
        return client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", address));
    }

    private void guess(String nonce, int times) {
        for (int i = 0; i < times; i++) {
            assertEquals(403, client.solve(nonce, "00000000").status());
        }
    }

    private static String tan() {
        return WORLD.mailbox().newestTan(TestClient.ADDRESS);
    }

    private static void advance(Duration length) {
        WORLD.clock().advance(length);
    }
}
