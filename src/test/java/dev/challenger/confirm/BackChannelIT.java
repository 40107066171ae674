package dev.challenger.confirm;

import static dev.challenger.testing.Backend.REQUEST;
import static dev.challenger.testing.Backend.factor;
import static dev.challenger.testing.Backend.hash;
import static dev.challenger.testing.Backend.login;
import static dev.challenger.testing.Backend.offered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.ClientUpdate;
import dev.challenger.client.Instances;
import dev.challenger.mfa.Confirmation.Confirmed;
import dev.challenger.testing.Backend;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves the answers of the back channel to a backend that demands the confirmation of an operation. */
@TestInstance(Lifecycle.PER_CLASS)
class BackChannelIT {
    private static final String PATH = "/instances/shop/private/challenges";
    private static final String EMAIL = factor("email", TestClient.ADDRESS);
    private static final String SECOND = factor("email", "second@example.com");

    @AutoClose
    private final World world = World.with();

    private final Sql sql = new Sql(world.database());
    private final Backend backend = Backend.of(world.node(), "shop", "branch-*");
    private final Http http = new Http(world.node().url());

    /** Otherwise expired challenges of other tests could be deleted while a test counts rows. */
    @BeforeAll
    void stopHousekeeping() {
        world.node().challenger().housekeeping().close();
    }

    private String solved(String body) {
        world.clock().advance(Duration.ofDays(2));
        return backend.solved(body, world.mailbox());
    }

    private static void assertPasses(Answer answer) {
        assertEquals(204, answer.status(), answer.body());
        assertEquals("", answer.body());
    }

    private long challenges() {
        return sql.number("SELECT COUNT(*) FROM tan_challenge");
    }

    // The flow of a confirmation.

    @Test
    void anOperationMayRunOnceItsChallengeIsSolved() {
        int before = world.mailbox().messages().size();
        String body = login(hash("the whole way"), EMAIL);
        Answer asked = backend.demand(body);
        String id = offered(asked).get(0);
        Expect.json(
                202,
                "{\"challenges\":[{\"challenge_id\":\"" + id
                        + "\",\"tan_channel\":\"email\",\"tan_info\":\"pers\"}],\"combi_and\":false}",
                asked);
        assertEquals("*", asked.header("Access-Control-Allow-Origin"));
        assertEquals("no-store", asked.header("Cache-Control"));
        assertEquals(before, world.mailbox().messages().size());
        assertEquals(List.of(id), offered(backend.demand(body, id)));

        backend.send(id);
        assertEquals(new Confirmed(), backend.confirm(id, world.mailbox().newestTan()));

        assertPasses(backend.demand(body, id));
        assertPasses(backend.demand(body, id));
    }

    @Test
    void anotherDemandReturnsTheOpenChallenge() {
        long before = challenges();
        String body = login(hash("asked again"), EMAIL, SECOND);
        List<String> ids = offered(backend.demand(body));

        for (int i = 0; i < 3; i++) {
            assertEquals(ids, offered(backend.demand(body)));
        }

        assertEquals(before + 2, challenges());
    }

    @Test
    void onlyUnsolvedChallengesOfADemandAreListed() {
        String body = login(hash("all of them"), true, false, EMAIL, SECOND);
        List<String> ids = offered(backend.demand(body));
        backend.send(ids.get(0));
        backend.confirm(ids.get(0), world.mailbox().newestTan());

        Answer half = backend.demand(body, ids.get(0));

        assertEquals(List.of(ids.get(1)), offered(half));
        assertTrue(half.json().path("combi_and").booleanValue());
        backend.send(ids.get(1));
        backend.confirm(ids.get(1), world.mailbox().newestTan("second@example.com"));
        assertPasses(backend.demand(body, ids.get(0), ids.get(1)));
    }

    @Test
    void aSingleUseConfirmationWorksOnce() {
        String body = login(hash("once"), false, true, EMAIL);
        String id = solved(body);

        assertPasses(backend.demand(body, id));

        assertFalse(offered(backend.demand(body, id)).contains(id));
    }

    @Test
    void aConfirmationIsBoundToItsOperation() {
        String body = login(hash("bound"), EMAIL);
        String id = solved(body);

        assertEquals(202, backend.demand(login(hash("Bound"), EMAIL), id).status());
        assertEquals(
                202,
                backend.demand(body.replace("auth_token_creation", "auth_config"), id)
                        .status());
        assertEquals(202, backend.demand(login(hash("bound"), SECOND), id).status());
        assertEquals(202, backend.demandFor("branch-1", body, id).status());
        assertEquals(
                202,
                backend.demand(login(hash("bound"), true, false, EMAIL, SECOND), id)
                        .status());
        assertPasses(backend.demand(body, id));
    }

    @Test
    void theIdsAreReturnedAsTheyWerePresented() {
        String body = login(hash("headers"), EMAIL);
        String id = solved(body);
        String lines = "X, ,-," + "9".repeat(100) + "-x";

        Answer answer = http.post(
                PATH,
                body,
                "Authorization",
                "Bearer " + backend.secret(),
                "taler-challenge-ids",
                lines,
                "Taler-Challenge-Ids",
                " 1-" + "0".repeat(52) + " , " + id + " ");

        assertPasses(answer);
        List<String> sixteen = new ArrayList<>(Collections.nCopies(16, "1-x"));
        sixteen.add(id);
        assertEquals(202, backend.demand(body, sixteen.toArray(String[]::new)).status());
    }

    @Test
    void unknownMembersAreIgnoredAndNullIsAMissingMember() {
        String body = login(hash("members"), EMAIL)
                .replaceFirst("}$", ",\"x\":{\"y\":[1]},\"combi_and\":null,\"single_use\":null}");

        assertFalse(backend.demand(body).json().path("combi_and").booleanValue());
    }

    // Unauthorized callers.

    @Test
    void allUnauthorizedCallersGetTheSameAnswer() {
        TestClient client = world.node().client();
        Backend other = Backend.of(world.node(), "other");
        String exists = offered(backend.demand(login())).get(0);
        List<Answer> answers = new ArrayList<>(List.of(
                http.post(PATH, login()),
                http.post(PATH, login(), "Taler-Challenge-Ids", exists),
                http.post(PATH, login(), "Authorization", "Bearer"),
                http.post(PATH, login(), "Authorization", "Bearer "),
                http.post(PATH, login(), "Authorization", backend.secret()),
                http.post(PATH, login(), "Authorization", "Basic " + backend.secret()),
                http.post(PATH, "{", "Authorization", "Bearer " + backend.secret() + "x"),
                http.post(PATH, login(), "Authorization", "Bearer " + client.secret()),
                other.demand(login()),
                other.demand("", exists),
                other.demandFor("no-such-shop", login()),
                backend.demandFor("no-such-shop", login())));

        for (Answer answer : answers) {
            Expect.problem(401, 40, answer);
            assertEquals("Bearer", answer.header("WWW-Authenticate"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Http.BROWSER, "text/html"})
    void everyAnswerIsJsonWhateverIsAccepted(String accept) {
        String bearer = "Bearer " + backend.secret();

        Expect.problem(401, 40, http.post(PATH, login(), "Accept", accept));
        Expect.problem(400, 22, null, http.post(PATH, "{", "Authorization", bearer, "Accept", accept));
        Expect.problem(405, 20, http.get(PATH, "Accept", accept));
        Answer demanded = http.post(PATH, login(), "Authorization", bearer, "Accept", accept);
        assertEquals(202, demanded.status());
        assertEquals("application/json", demanded.header("Content-Type"));
    }

    @Test
    void aClientLosesItsInstancesAtOnce() {
        Backend fired = Backend.of(world.node(), "*");
        assertEquals(202, fired.demandFor("any-shop", login()).status());

        world.node()
                .challenger()
                .clients()
                .update(
                        fired.id(),
                        new ClientUpdate(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instances.NONE)));

        Expect.problem(401, 40, fired.demandFor("any-shop", login()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/instances/",
                "/instances/shop",
                "/instances/shop/private",
                "/instances/shop/private/challenges/",
                "/instances/shop/private/challenges/1",
                "/instances/shop/private/token",
                "/instances/-shop/private/challenges",
                "/instances/sh%20op/private/challenges",
                "/instances/%C3%A4/private/challenges",
            })
    void otherPathsAreUnknown(String path) {
        Answer answer = http.post(path, login(), "Authorization", "Bearer " + backend.secret());

        Expect.problem(404, 21, answer);
    }

    @Test
    void aNameThatIsTooLongIsUnknown() {
        Backend all = Backend.of(world.node(), "*");

        assertEquals(202, all.demandFor("a".repeat(255), login()).status());
        Expect.problem(404, 21, all.demandFor("a".repeat(256), login()));
    }

    @Test
    void onlyPostIsAllowedAndOptionsSaysSo() {
        Answer got = http.get(PATH, "Authorization", "Bearer " + backend.secret());
        Expect.problem(405, 20, got);
        assertEquals("OPTIONS, POST", got.header("Allow"));

        Answer options = http.send(
                http.request(PATH).method("OPTIONS", BodyPublishers.noBody()).build());
        assertEquals(204, options.status());
        assertEquals("OPTIONS, POST", options.header("Access-Control-Allow-Methods"));
    }

    // Malformed demands.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"request_hash\":\"H\",\"factors\":[F]} | 25 | operation",
                "{\"operation\":7,\"request_hash\":\"H\",\"factors\":[F]} | 26 | operation",
                "{\"operation\":\"\",\"request_hash\":\"H\",\"factors\":[F]} | 26 | operation",
                "{\"operation\":\"a\\nb\",\"request_hash\":\"H\",\"factors\":[F]} | 26 | operation",
                "{\"operation\":\"a\\u2028b\",\"request_hash\":\"H\",\"factors\":[F]} | 26 | operation",
                "{\"operation\":\"x\",\"factors\":[F]} | 25 | request_hash",
                "{\"operation\":\"x\",\"request_hash\":null,\"factors\":[F]} | 25 | request_hash",
                "{\"operation\":\"x\",\"request_hash\":\"AB\",\"factors\":[F]} | 26 | request_hash",
                "{\"operation\":\"x\",\"request_hash\":\"H0\",\"factors\":[F]} | 26 | request_hash",
                "{\"operation\":\"x\",\"request_hash\":\"H\"} | 25 | factors",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":F} | 26 | factors",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[\"sms\"]} | 26 | factors",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[null]} | 26 | factors",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[{\"address\":\"a@example.com\"}]} | 25 | tan_channel",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[{\"tan_channel\":\"post\",\"address\":\"a\"}]} | 26 | tan_channel",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[{\"tan_channel\":\"email\"}]} | 25 | address",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[{\"tan_channel\":\"email\",\"address\":[]}]} | 26 | address",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[F,{\"tan_channel\":\"email\",\"address\":\"a\"}]} | 26 | address: CONTACT_EMAIL malformed",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[{\"tan_channel\":\"email\",\"address\":\" \"}]} | 25 | address: CONTACT_EMAIL missing",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[F],\"combi_and\":1} | 26 | combi_and",
                "{\"operation\":\"x\",\"request_hash\":\"H\",\"factors\":[F],\"single_use\":\"no\"} | 26 | single_use",
            })
    void aMissingOrMalformedMemberIsNamed(String body, int code, String member) {
        long before = challenges();

        Answer answer = backend.demand(body.replace("F", EMAIL).replace("\"H", "\"" + REQUEST));

        Expect.problem(400, code, member, answer);
        assertEquals(before, challenges());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{\"operation\":\"a\",\"operation\":\"b\"}", "{}{}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertEquals(22, backend.demand(body).code());
    }

    @Test
    void aMissingBodyIsRefused() {
        Expect.problem(400, 22, "there is no body", backend.demand(""));
    }

    @Test
    void aDemandWithoutFactorsIsRefused() {
        Expect.problem(403, 2031, backend.demand(login(REQUEST)));
    }

    @Test
    void seventeenFactorsAreTooMany() {
        String[] factors = Collections.nCopies(17, EMAIL).toArray(String[]::new);

        Expect.problem(400, 26, "factors", backend.demand(login(REQUEST, factors)));
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        Expect.problem(413, 32, backend.demand(login("H".repeat(20_000), EMAIL)));
    }

    // Channels.

    @Test
    void channelsThatAreNotSetUpAreLeftOutAndADemandForNoOthersIsRefused() {
        String sms = factor("sms", "+41791234567");

        assertEquals(
                1,
                offered(backend.demand(login(hash("two channels"), sms, EMAIL))).size());
        Expect.problem(501, 76, "tan_channel", backend.demand(login(hash("sms alone"), sms)));
    }

    @Test
    void aMissingChannelIsRefusedIfAllFactorsAreDemanded() {
        String sms = factor("sms", "+41791234567");

        Expect.problem(501, 76, "tan_channel", backend.demand(Backend.login(hash("all"), true, false, EMAIL, sms)));
        Expect.problem(501, 76, "tan_channel", backend.demand(Backend.login(hash("all"), true, true, sms, EMAIL)));
    }

    @Test
    void challengesAreSentToPhonesAndMailboxesWhateverTypeTheServiceValidates(@TempDir Path directory) {
        Outbox outbox = new Outbox(directory);
        try (World both = World.with("command.phone", outbox.command(), "phone.countries", "CH")) {
            Backend shop = Backend.of(both.node(), "shop");
            Answer asked = shop.demand(login(REQUEST, EMAIL, factor("sms", "+41 79 123 45 67")));
            List<String> ids = offered(asked);
            assertEquals(
                    List.of("pers", "4567"), asked.json().path("challenges").findValuesAsText("tan_info"));
            shop.send(ids.get(1));

            assertEquals(
                    "{\"CONTACT_PHONE\":\"+41791234567\"}", outbox.address().toString());
            String tan = outbox.newestTan();
            assertTrue(outbox.text().endsWith("\n\n@localhost #" + tan.replace("-", "")), outbox.text());
            assertEquals(new Confirmed(), shop.confirm(ids.get(1), tan));
            assertPasses(shop.demand(login(REQUEST, EMAIL, factor("sms", "+41791234567")), ids.get(1)));
            assertEquals(0, both.mailbox().messages().size());
            Expect.problem(
                    400,
                    26,
                    "address: CONTACT_PHONE country",
                    shop.demand(login(REQUEST, factor("sms", "+4915112345678"))));
        }
    }

    // Traces in log and database.

    @Test
    void namesCannotAddLinesToAnyLog() {
        try (CapturedLog log = new CapturedLog()) {
            String operation = "x \\\"}{ forged";
            backend.demand(login(hash("log"), EMAIL).replace("auth_token_creation", operation));
            backend.demand(login(hash("log"), EMAIL).replace("auth_token_creation", "a\\r\\nb"));
            http.post("/instances/a%E2%80%A8forged/private/challenges", "", "Authorization", "Bearer\tx");

            List<String> lines = log.all().stream()
                    .filter(entry -> entry.logger().startsWith("dev.challenger"))
                    .map(CapturedLog.Entry::text)
                    .toList();
            assertEquals(3, lines.size(), lines.toString());
            assertTrue(lines.get(0).contains("\"operation\":\"x \\\"}{ forged\""), lines.toString());
            assertTrue(lines.stream().allMatch(line -> line.matches("[ -~]+")), lines.toString());
            assertEquals("POST instances 404 GENERIC_ENDPOINT_UNKNOWN", lines.get(2));
        }
    }
}
