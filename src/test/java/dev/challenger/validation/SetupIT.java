package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves which requests {@code /setup} accepts, and which fields it fills in for the person. */
class SetupIT {
    private static final int LIMIT = 16 * 1024;

    @AutoClose
    private static final World WORLD = World.with(
            "address.restrictions", "{\"CONTACT_EMAIL\": {\"regex\": \".*@example\\\\.com\", \"hint\": \"x\"}}");

    private final TestClient client = WORLD.node().client();

    @Test
    void everyValidationHasANonceOfItsOwn() {
        Answer one = post(BodyPublishers.noBody());
        Answer two = post(BodyPublishers.noBody());

        Expect.json(200, "{\"nonce\": \"" + one.json().path("nonce").asText() + "\"}", one);
        assertTrue(one.json().path("nonce").asText().matches("[0-9A-HJKMNP-TV-Z]{52}"), one.body());
        assertNotEquals(one.body(), two.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/json", "text/plain", "nonsense"})
    void anEmptyBodyMayHaveAnyType(String type) {
        Answer answer = client.http()
                .post("/setup/" + client.id(), "", "Authorization", "Bearer " + client.secret(), "Content-Type", type);

        assertEquals(200, answer.status());
    }

    @Test
    void anEmptyObjectEqualsAnEmptyBody() {
        assertEquals(status(client.setup()), status(client.setup("{}")));
    }

    @Test
    void theSchemeOfTheSecretHasNoCase() {
        assertEquals(200, authorized("bearer " + client.secret()).status());
        assertEquals(200, authorized("BEARER   " + client.secret()).status());
    }

    // The caller.

    @Test
    void unknownClientsMalformedIdsAndWrongSecretsAreIndistinguishable() {
        String secret = client.secret();

        Expect.problem(404, 9750, setup("999999", "Bearer " + secret));
        Expect.problem(404, 9750, setup("0", "Bearer " + secret));
        Expect.problem(404, 9750, setup("x", "Bearer " + secret));
        Expect.problem(404, 9750, setup("-1", "Bearer " + secret));
        Expect.problem(404, 9750, setup("99999999999999999999", "Bearer " + secret));
        Expect.problem(404, 9750, setup("1%20OR%201", "Bearer " + secret));

        Expect.problem(404, 9750, authorized("Bearer " + secret + "x"));
        Expect.problem(404, 9750, authorized("Bearer " + secret.substring("secret-token:".length())));
        Expect.problem(404, 9750, authorized("Bearer"));
        Expect.problem(404, 9750, authorized("Bearer "));
        Expect.problem(404, 9750, authorized("Basic " + secret));
        Expect.problem(404, 9750, authorized(secret));
        Expect.problem(404, 9750, client.http().post("/setup/" + client.id(), ""));
    }

    @Test
    void everyAnswerIsJsonWhateverIsAccepted() {
        String path = "/setup/" + client.id();
        String bearer = "Bearer " + client.secret();

        Expect.problem(404, 9750, client.http().post(path, "", "Accept", Http.BROWSER));
        Expect.problem(400, 22, null, client.http().post(path, "{", "Authorization", bearer, "Accept", "text/html"));
        Expect.problem(405, 20, client.http().get(path, "Accept", Http.BROWSER));
        Expect.problem(404, 21, client.http().post("/setup/", "", "Accept", Http.BROWSER));
        Answer order = client.http().post(path, "", "Authorization", bearer, "Accept", Http.BROWSER);
        Expect.json(200, "{\"nonce\": \"" + order.json().path("nonce").asText() + "\"}", order);
    }

    @Test
    void theSecretOfAnotherClientIsWrong() {
        TestClient other = WORLD.node().client();

        Expect.problem(404, 9750, authorized("Bearer " + other.secret()));
    }

    @Test
    void twoSecretsAreRefused() {
        HttpRequest request = client.http()
                .request("/setup/" + client.id())
                .header("Authorization", "Bearer " + client.secret())
                .header("Authorization", "Bearer x")
                .POST(BodyPublishers.noBody())
                .build();

        Expect.problem(400, 23, "Authorization", client.http().send(request));
    }

    @Test
    void theBodyOfAnUnauthenticatedCallerIsNotRead() {
        Expect.problem(404, 9750, client.http().post("/setup/" + client.id(), "{", "Authorization", "Bearer nonsense"));
    }

    // Prefilled fields.

    @Test
    void fieldsAreFilledInForThePersonToChange() {
        JsonNode status = status(client.setup("{\"CONTACT_EMAIL\": \"not yet right\"}"));

        assertEquals(
                "{\"CONTACT_EMAIL\":\"not yet right\"}",
                status.path("last_address").toString());
        assertEquals("false", status.path("fix_address").toString());
        assertEquals("3", status.path("changes_left").toString());
    }

    @Test
    void aReadOnlyAddressIsFixed() {
        JsonNode status = status(client.setup("{\"CONTACT_EMAIL\": \" person@example.com \", \"read_only\": true}"));

        assertEquals(
                "{\"CONTACT_EMAIL\":\"person@example.com\"}",
                status.path("last_address").toString());
        assertEquals("true", status.path("fix_address").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read_only\": false}",
                "{\"CONTACT_PHONE\": 7, \"other\": {\"a\": [null]}}",
                "{\"address\": \"x\", \"READ_ONLY\": \"yes\"}",
            })
    void membersThatAreNoFieldsOfTheAddressTypeAreIgnored(String json) {
        JsonNode status = status(client.setup(json));

        assertTrue(status.path("last_address").isMissingNode(), status.toString());
        assertEquals("false", status.path("fix_address").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"é😀", "\\u0000", "<script>", "x\\r\\nBcc: x", "\\\"\\\\"})
    void anyTextMayBeFilledInAndIsCleaned(String text) {
        String json = "{\"CONTACT_EMAIL\":\"" + text + "\"}";
        String around = "{\"CONTACT_EMAIL\":\"\\r\\n\u202e" + text + "\u00a0\"}";

        assertEquals(json, status(client.setup(json)).path("last_address").toString());
        assertEquals(json, status(client.setup(around)).path("last_address").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"read_only\": true} | CONTACT_EMAIL",
                "{\"read_only\": true, \"CONTACT_EMAIL\": \" \"} | CONTACT_EMAIL",
                "{\"read_only\": true, \"CONTACT_EMAIL\": \"person\"} | CONTACT_EMAIL",
                "{\"CONTACT_EMAIL\": 7} | CONTACT_EMAIL",
                "{\"CONTACT_EMAIL\": {}} | CONTACT_EMAIL",
                "{\"CONTACT_EMAIL\": true} | CONTACT_EMAIL",
                "{\"read_only\": \"true\"} | read_only",
                "{\"read_only\": 1} | read_only",
                "{\"read_only\": []} | read_only",
            })
    void anInvalidMemberIsNamed(String json, String member) {
        Expect.problem(400, 26, member, post(BodyPublishers.ofString(json)));
    }

    @Test
    void anAddressThatBreaksARestrictionIsNamedWithTheReason() {
        Expect.problem(
                400,
                26,
                "The value does not meet the restriction of this field in /config.",
                "CONTACT_EMAIL",
                post(BodyPublishers.ofString("{\"read_only\": true, \"CONTACT_EMAIL\": \"person@example.org\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                " ",
                "null",
                "[]",
                "\"x\"",
                "7",
                "{} {}",
                "{\"a\":1,\"a\":1}",
                "CONTACT_EMAIL=person@example.com",
                "{\"CONTACT_EMAIL\": \"\t\"}",
                "{\"CONTACT_EMAIL\": \"\\ud800\"}",
            })
    void aBodyThatIsNoStrictJsonObjectIsMalformed(String json) {
        Answer answer = post(BodyPublishers.ofString(json));

        assertEquals(400, answer.status());
        assertEquals(22, answer.code());
    }

    @Test
    void binaryGarbageIsMalformed() {
        byte[] garbage = new byte[1000];
        new Random(1).nextBytes(garbage);

        Answer answer = post(BodyPublishers.ofByteArray(garbage));

        Expect.problem(400, 22, "not in UTF-8", answer);
    }

    // Compressed bodies.

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "gzip", "x-gzip", "Deflate", " gzip "})
    void aCompressedBodyIsDecompressed(String encoding) throws IOException {
        byte[] packed = pack(encoding, "{\"CONTACT_EMAIL\": \"packed\"}");

        Answer answer = post(BodyPublishers.ofByteArray(packed), "Content-Encoding", encoding);

        assertEquals(200, answer.status(), answer.body());
        String nonce = answer.json().path("nonce").asText();
        assertEquals(
                "packed",
                status(nonce).path("last_address").path("CONTACT_EMAIL").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "gzip"})
    void aCompressedEmptyBodyIsEmpty(String encoding) throws IOException {
        assertEquals(
                200,
                post(BodyPublishers.ofByteArray(pack(encoding, "")), "Content-Encoding", encoding)
                        .status());
    }

    @Test
    void identityIsNoCompression() {
        assertEquals(
                200,
                post(BodyPublishers.ofString("{}"), "Content-Encoding", "identity")
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "gzip"})
    void brokenCompressionIsRefused(String encoding) throws IOException {
        byte[] packed = pack(encoding, "{\"CONTACT_EMAIL\": \"person@example.com\"}");
        byte[] truncated = Arrays.copyOf(packed, packed.length / 2);
        byte[] damaged = packed.clone();
        damaged[packed.length / 2] ^= 0x55;

        for (byte[] broken : new byte[][] {truncated, damaged, "{}".getBytes(StandardCharsets.US_ASCII)}) {
            Expect.problem(400, 28, post(BodyPublishers.ofByteArray(broken), "Content-Encoding", encoding));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "compress", "deflate, gzip", "chunked"})
    void anUnknownCompressionIsRefused(String encoding) {
        Expect.problem(400, 28, post(BodyPublishers.ofString("{}"), "Content-Encoding", encoding));
    }

    @Test
    void sixteenKibibytesAreTheLimit() {
        String largest = "{\"x\":\"" + "a".repeat(LIMIT - 8) + "\"}";

        assertEquals(200, post(BodyPublishers.ofString(largest)).status());
        Expect.problem(413, 32, post(BodyPublishers.ofString(largest + " ")));
        Expect.problem(413, 32, post(BodyPublishers.ofString(largest + " ".repeat(2000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "gzip"})
    void theLimitCountsDecompressedBytes(String encoding) throws IOException {
        StringBuilder random = new StringBuilder(LIMIT);
        new Random(1).ints(LIMIT - 8, 'A', '[').forEach(c -> random.append((char) c));
        String largest = "{\"x\":\"" + random + "\"}";

        assertEquals(
                200,
                post(BodyPublishers.ofByteArray(pack(encoding, largest)), "Content-Encoding", encoding)
                        .status());
        Expect.problem(
                413, 32, post(BodyPublishers.ofByteArray(pack(encoding, largest + " ")), "Content-Encoding", encoding));
    }

    @Test
    void aDecompressionBombIsRefused() throws IOException {
        byte[] bomb = pack("gzip", " ".repeat(10_000_000));

        assertTrue(bomb.length < LIMIT);
        Expect.problem(413, 32, post(BodyPublishers.ofByteArray(bomb), "Content-Encoding", "gzip"));
    }

    /** Empty stored blocks of deflate: the input is endless, and the output is empty. */
    @Test
    void endlessCompressionWithoutContentIsRefused() throws IOException {
        ByteArrayOutputStream endless = new ByteArrayOutputStream();
        endless.write(new byte[] {0x78, 0x01});
        for (int i = 0; i < 4000; i++) {
            endless.write(new byte[] {0, 0, 0, (byte) 0xFF, (byte) 0xFF});
        }

        Expect.problem(413, 32, post(BodyPublishers.ofByteArray(endless.toByteArray()), "Content-Encoding", "deflate"));
    }

    // Expiry.

    @Test
    void aNonceLastsForADay() {
        String nonce = client.setup();

        WORLD.clock().advance(Duration.ofHours(24).minusMillis(1));
        assertEquals(200, client.authorize(nonce).status());
        WORLD.clock().advance(Duration.ofMillis(1));

        Expect.problem(404, 9755, client.authorize(nonce));
        Expect.problem(404, 9755, client.challenge(nonce, TestClient.ADDRESS));
        Expect.problem(404, 9755, client.solve(nonce, "12345678"));
    }

    private JsonNode status(String nonce) {
        return client.authorize(nonce).json();
    }

    private Answer setup(String id, String authorization) {
        return client.http().post("/setup/" + id, "", "Authorization", authorization);
    }

    private Answer authorized(String authorization) {
        return setup(Long.toString(client.id()), authorization);
    }

    private Answer post(BodyPublisher body, String... headers) {
        HttpRequest.Builder request = client.http()
                .request("/setup/" + client.id())
                .header("Authorization", "Bearer " + client.secret())
                .POST(body);
        return client.http().send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static byte[] pack(String encoding, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean gzip = encoding.contains("gzip");
        try (OutputStream packing = gzip ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
