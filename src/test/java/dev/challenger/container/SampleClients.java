package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Sends the requests of the clients in the field (the merchant protocol, section 4), the same in every container. */
record SampleClients(SampleInstallation installation, Http http) {
    private static final String ORIGIN = "https://backoffice.example.com";
    private static final String ORDER = "{\"scope\":\"all\", \"duration\":{\"d_us\":\"forever\"}}";

    SampleClients(SampleInstallation installation, String url) {
        this(installation, new Http(url));
    }

    void all() throws IOException {
        php();
        browser();
        android();
        deletion();
        strangers();
    }

    private Answer call(String method, String path, String shop, String body, String... headers) {
        String basic =
                Base64.getEncoder().encodeToString((shop + ":password of " + shop).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = http.request(path)
                .header("Authorization", "Basic " + basic)
                .method(method, BodyPublishers.ofString(body));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private Answer token(String shop, String... headers) {
        return call("POST", "/instances/" + shop + "/private/token", shop, ORDER, headers);
    }

    private static List<JsonNode> challenges(Answer pending, boolean all) {
        assertEquals(202, pending.status(), pending.body());
        assertEquals(all, pending.json().required("combi_and").booleanValue());
        List<JsonNode> challenges = StreamSupport.stream(
                        pending.json().required("challenges").spliterator(), false)
                .toList();
        challenges.forEach(challenge -> {
            assertTrue(Set.of("sms", "email").contains(text(challenge, "tan_channel")));
            assertTrue(text(challenge, "challenge_id").matches("[A-Za-z0-9._~-]+"));
            assertTrue(challenge.required("tan_info").isTextual());
        });
        return challenges;
    }

    private static String id(List<JsonNode> challenges, String channel) {
        return challenges.stream()
                .filter(challenge -> text(challenge, "tan_channel").equals(channel))
                .map(challenge -> text(challenge, "challenge_id"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode object, String member) {
        return object.required(member).textValue();
    }

    /** Returns the e-mail address of a shop's owner. */
    private static String email(String shop) {
        return shop + ".owner@example.com";
    }

    private static String tan(String tan) {
        return JsonNodeFactory.instance.objectNode().put("tan", tan).toString();
    }

    /**
     * The PHP client posts an empty object, expects exactly 200 and then exactly 204, sends one id in the header, and
     * repeats the same bytes.
     */
    void php() throws IOException {
        String[] json = {"Content-Type", "application/json"};
        List<JsonNode> challenges = challenges(token("tea", json), false);
        assertEquals(2, challenges.size());
        String id = id(challenges, "email");

        Answer sent = http.post("/instances/tea/challenge/" + id, "{}", json);
        assertEquals(200, sent.status(), sent.body());
        long expiresAt =
                sent.json().required("solve_expiration").required("t_s").longValue();
        long resendAt =
                sent.json().required("earliest_retransmission").required("t_s").longValue();
        assertTrue(expiresAt > resendAt && resendAt > 0, sent.body());

        String body = tan(installation.newestTan(email("tea")));
        assertEquals(
                204,
                http.post("/instances/tea/challenge/" + id + "/confirm", body, json)
                        .status());

        Answer passed = token("tea", "Content-Type", "application/json", "Taler-Challenge-Ids", id);
        assertEquals(200, passed.status(), passed.body());
        assertEquals("secret-token:tea", text(passed.json(), "token"));
        assertEquals("all", text(passed.json().required("order"), "scope"));
    }

    /**
     * The browser client sends OPTIONS first, always uses {@code /instances/…}, also for admin, and replaces its list
     * at a second 202.
     */
    void browser() throws IOException {
        preflight("/instances/admin/private/token");
        List<JsonNode> first = challenges(token("admin", "Origin", ORIGIN), false);
        List<JsonNode> replaced =
                challenges(token("admin", "Origin", ORIGIN, "Taler-Challenge-Ids", joined(first)), false);
        assertEquals(joined(first), joined(replaced));

        String path = "/instances/admin/challenge/" + id(replaced, "sms");
        preflight(path);
        Answer sent = http.post(path, "{}", "Origin", ORIGIN, "Content-Type", "application/json");
        assertEquals(200, sent.status(), sent.body());
        assertEquals("*", sent.header("Access-Control-Allow-Origin"));
        preflight(path + "/confirm");
        String body = tan(installation.newestTan("+41790000000"));
        Answer solved = http.post(path + "/confirm", body, "Origin", ORIGIN, "Content-Type", "application/json");
        assertEquals(204, solved.status());

        Answer passed = token("admin", "Origin", ORIGIN, "Taler-Challenge-Ids", joined(replaced));
        assertEquals(200, passed.status(), passed.body());
        assertEquals("*", passed.header("Access-Control-Allow-Origin"));
    }

    private static String joined(List<JsonNode> challenges) {
        List<String> ids = new ArrayList<>();
        challenges.forEach(challenge -> ids.add(text(challenge, "challenge_id")));
        return String.join(",", ids);
    }

    private void preflight(String path) {
        Answer answer = http.send(http.request(path)
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,taler-challenge-ids")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
        assertEquals(204, answer.status());
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertTrue(answer.header("Access-Control-Allow-Methods").contains("POST"));
        assertTrue(answer.header("Access-Control-Allow-Headers").contains("Taler-Challenge-Ids"));
    }

    /** The Android client tries again after 409. After 429 it requests the challenge at once, which must work. */
    void android() throws IOException {
        String id = id(challenges(token("books"), false), "email");
        assertEquals(200, http.post("/challenge/" + id, "{}").status());
        for (int left = 2; left >= 0; left--) {
            Answer wrong = http.post("/challenge/" + id + "/confirm", tan("00000000"));
            assertEquals(409, wrong.status(), wrong.body());
            assertEquals(left, wrong.json().required("retry_counter").intValue());
        }
        assertEquals(
                429, http.post("/challenge/" + id + "/confirm", tan("00000000")).status());

        assertEquals(200, http.post("/challenge/" + id, "{}").status());
        assertEquals(
                2,
                installation.world().mailbox().messages().stream()
                        .filter(mail -> sentTo(mail, "books"))
                        .count());
        String body = tan(installation.newestTan(email("books")));
        assertEquals(204, http.post("/challenge/" + id + "/confirm", body).status());
        assertEquals(200, token("books", "Taler-Challenge-Ids", id).status());
    }

    private static boolean sentTo(MimeMessage mail, String shop) {
        try {
            return mail.getAllRecipients()[0].toString().equals(email(shop));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** A deletion needs all factors, and works once: then the shop is gone. */
    void deletion() throws IOException {
        List<JsonNode> both = challenges(call("DELETE", "/instances/books/private", "books", ""), true);
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        for (JsonNode challenge : both) {
            String path = "/instances/books/challenge/" + text(challenge, "challenge_id");
            assertEquals(200, http.post(path, "{}").status());
            String address = text(challenge, "tan_channel").equals("sms") ? "+41790000002" : email("books");
            assertEquals(
                    204,
                    http.post(path + "/confirm", tan(installation.newestTan(address)))
                            .status());
            ids.add(text(challenge, "challenge_id"));
            boolean last = ids.size() == both.size();
            Answer answer =
                    call("DELETE", "/instances/books/private", "books", "", "Taler-Challenge-Ids", joinedTexts(ids));
            assertEquals(last ? 204 : 202, answer.status(), answer.body());
        }

        assertEquals(2, ids.size());
        assertEquals(404, call("GET", "/instances/books/private", "books", "").status());
    }

    private static String joinedTexts(ArrayNode ids) {
        return String.join(
                ",",
                StreamSupport.stream(ids.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList());
    }

    /** A caller without the password cannot cause any message. */
    void strangers() {
        assertEquals(401, http.post("/instances/toys/private/token", ORDER).status());
        assertEquals(404, http.post("/instances/toys/challenge/1-X", "{}").status());
    }
}
