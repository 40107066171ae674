package dev.challenger.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.documents.Document;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Uses the shop that all projects in {@code src/test/embed} are: {@code GET /payouts} tells how many payouts were made, {@code
 * POST /payouts} makes one, which its user has to confirm.
 */
record ShopWalk(Http http, Mailbox mailbox) {
    private static final String PATH = "/payouts";
    private static final String PAYOUT = "{\"iban\":\"DE75512108001245126199\",\"cents\":100}";
    private static final String OTHER = "{\"iban\":\"DE75512108001245126199\",\"cents\":999}";
    private static final String USER = "alice";

    private static final String PASSWORD =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + "secret").getBytes(StandardCharsets.UTF_8));

    /** Spellings of the path that some frameworks take for the same. */
    private static final List<String> SPELLINGS = List.of(
            "/payouts/", "//payouts", "/payouts//", "/payouts;x=1", "/%70ayouts", "/./payouts", "/a/../payouts");

    int payouts() {
        Answer answer = http.get(PATH, "Authorization", PASSWORD);
        assertEquals(200, answer.status(), answer.body());
        return Integer.parseInt(answer.body().strip());
    }

    private Answer pay(String payout, String ids) {
        return pay(PATH, payout, ids);
    }

    private Answer pay(String path, String payout, String ids) {
        return http.post(
                path,
                payout,
                "Authorization",
                PASSWORD,
                "Content-Type",
                "application/json",
                "Taler-Challenge-Ids",
                ids);
    }

    /** Asks for a payout and has the code sent. Returns the id of the challenge. */
    String begin() {
        Answer pending = pay(PAYOUT, "");
        assertEquals(202, pending.status(), pending.body());
        assertEquals("alic", pending.json().at("/challenges/0/tan_info").asText());
        String id = pending.json().at("/challenges/0/challenge_id").asText();
        Answer sent = http.post("/challenge/" + id, "{}", "Content-Type", "application/json");
        assertEquals(200, sent.status(), sent.body());
        return id;
    }

    /** Enters the code of the newest message, and repeats the request for the payout. */
    void end(String id) {
        assertEquals(204, confirm(id, mailbox.newestTan(USER + "@example.com")).status());
        assertEquals(202, pay(OTHER, id).status());
        Answer paid = pay(PAYOUT, id);
        assertEquals(204, paid.status(), paid.body());
    }

    private Answer confirm(String id, String tan) {
        return http.post(
                "/challenge/" + id + "/confirm", "{\"tan\":\"" + tan + "\"}", "Content-Type", "application/json");
    }

    /** Makes one payout, after mistakes. */
    void through() {
        int before = payouts();
        Answer stranger = http.post(PATH, PAYOUT, "Content-Type", "application/json");
        assertEquals(401, stranger.status(), stranger.body());
        SPELLINGS.forEach(path -> assertNotEquals(204, pay(path, PAYOUT, "").status(), path));
        assertEquals(before, payouts());
        assertEquals(0, mailbox.messages().size());

        String id = begin();
        assertEquals(202, pay(PAYOUT, id).status());
        Answer wrong = confirm(id, "00000000");
        assertEquals(409, wrong.status(), wrong.body());
        assertEquals(2125, wrong.code());
        assertEquals(before, payouts());

        end(id);
        assertEquals(before + 1, payouts());
        assertEquals(202, pay(PAYOUT, id).status());
        assertEquals(before + 1, payouts());
    }

    /** Checks that {@code embed.md} lists what has passed, by its name and version and how it was started again. */
    static void assertListed(String name, String version, String again) {
        String row = "| %s | %s | passed | %s |".formatted(name, version, again);
        assertTrue(Document.EMBED.table("embedded").contains(row), () -> "embed.md has no " + row);
    }
}
