package dev.challenger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Addresses;
import dev.challenger.testing.Backend;
import dev.challenger.testing.Node;
import dev.challenger.testing.Outbox;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.TestKeys;
import dev.challenger.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that {@code erase --address-stdin} erases an address from the database of a running node. */
class EraseIT {
    private static final String OTHER = "other@example.com";

    /** More than one slice of rows, and not a multiple of a slice. */
    private static final int MANY = 902;

    @AutoClose
    private static final World WORLD = World.with();

    private final Sql sql = new Sql(WORLD.database());
    private final TestClient client = WORLD.node().client();
    private final CommandLine cli = new CommandLine(WORLD.installed());

    @BeforeEach
    void deleteAllRows() {
        sql.run("DELETE FROM validation");
        sql.run("DELETE FROM tan_challenge");
    }

    private int erase(String standardInput) {
        return cli.runWithInput(standardInput, "erase", "--address-stdin");
    }

    private void assertErased(int validations, String standardInput) {
        assertEquals(0, erase(standardInput), cli.err());
        assertEquals(Integer.toString(validations), cli.out().strip());
        assertEquals("", cli.err());
    }

    private long rows() {
        return sql.number("SELECT COUNT(*) FROM validation");
    }

    private String token(String code) {
        return client.token(code).json().path("access_token").asText();
    }

    @Test
    void aSolvedValidationLosesTheAddressAndAnyOtherIsDeleted() {
        String code = client.solved(WORLD.mailbox());
        String token = token(code);
        String open = client.challenged();
        String prefilled = client.setup("{\"CONTACT_EMAIL\": \"" + TestClient.ADDRESS + "\"}");
        String anothers = client.setup();
        client.challenge(anothers, OTHER);

        assertErased(3, TestClient.ADDRESS);

        assertEquals(404, client.info(token).status());
        assertEquals(404, client.authorize(open).status());
        assertEquals(404, client.authorize(prefilled).status());
        assertEquals(200, client.authorize(anothers).status());
        assertEquals(2, rows());
        assertEquals(1, sql.number("SELECT COUNT(address) FROM validation"));
    }

    @Test
    void everyValidationOfTheAddressIsToldToWhoeverWatches() {
        client.challenged();
        client.challenged();
        client.setup("{\"CONTACT_EMAIL\": \"" + TestClient.ADDRESS + "\"}");
        List<String> told = new ArrayList<>();

        WORLD.node()
                .challenger()
                .erase(Addresses.email(TestClient.ADDRESS), (done, of) -> told.add(done + " of " + of));

        assertEquals(List.of("0 of 3", "1 of 3", "2 of 3"), told);
    }

    @Test
    void tanChallengesAreDeletedEvenIfTheirChannelIsNoLongerSetUp(@TempDir Path directory) {
        Map<String, String> phones = Map.of("command.phone", new Outbox(directory).command(), "phone.countries", "CH");
        try (Node before = WORLD.another(phones)) {
            String body = Backend.login(
                    Backend.REQUEST,
                    Backend.factor("email", "person@EXAMPLE.com"),
                    Backend.factor("email", OTHER),
                    Backend.factor("sms", "+41791234567"));
            assertEquals(202, Backend.of(before, "shop").demand(body).status());
        }
        client.challenged();

        assertErased(2, TestClient.ADDRESS);
        assertErased(1, "+41 79 123 45 67");

        assertEquals(1, sql.number("SELECT COUNT(*) FROM tan_challenge WHERE address = '" + OTHER + "'"));
        assertEquals(1, sql.number("SELECT COUNT(*) FROM tan_challenge"));
    }

    /** Nodes of several address types may share a database, and any of their settings may be at hand. */
    @Test
    void theSettingsOfAnyNodeEraseAddressesOfEveryType(@TempDir Path directory) {
        String command = new Outbox(directory).command();
        try (Node phones = WORLD.another("address.type", "phone", "command.phone", command, "phone.countries", "CH");
                Node letters = WORLD.another("address.type", "postal", "command.post", command)) {
            TestClient phone = client.at(phones);
            String number = phone.setup();
            assertEquals(
                    200,
                    phone.http()
                            .postForm("/challenge/" + number, Map.of("CONTACT_PHONE", "+41791234567"))
                            .status());
            TestClient post = client.at(letters);
            Map<String, String> ada = Map.of(
                    "CONTACT_NAME", "Ada", "ADDRESS_LINES", "Bahnhofstrasse 1\n8001 Zürich", "ADDRESS_COUNTRY", "CH");
            assertEquals(
                    200, post.http().postForm("/challenge/" + post.setup(), ada).status());
            client.challenged();
            String code = client.solved(WORLD.mailbox());
            sql.run("UPDATE validation SET address_type = NULL WHERE code_hash IS NOT NULL");

            assertErased(1, "+41 79 123 45 67");
            assertErased(
                    1,
                    "{\"CONTACT_NAME\": \"ada\", \"ADDRESS_LINES\": \"Bahnhofstrasse 1\\n8001 Zürich\","
                            + " \"ADDRESS_COUNTRY\": \"CH\"}");
            CommandLine atPhones = new CommandLine(
                    WORLD.installed("address.type", "phone", "command.phone", command, "phone.countries", "CH"));
            assertEquals(0, atPhones.runWithInput(TestClient.ADDRESS, "erase", "--address-stdin"), atPhones.err());

            assertEquals("2", atPhones.out().strip());
            assertEquals(1, rows());
            assertEquals(409, client.token(code).status());
        }
    }

    @Test
    void anUnredeemedCodeIsRefusedAfterTheErasure() {
        String code = client.solved(WORLD.mailbox());

        assertErased(1, TestClient.ADDRESS);

        assertEquals(409, client.token(code).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person@example.com",
                "person@EXAMPLE.com",
                " person@example.com \r\n",
                "{\"CONTACT_EMAIL\":\"person@example.com\"}",
                "{\n  \"CONTACT_EMAIL\": \" person@Example.com\"\n}\n",
            })
    void theAddressIsReadInAnySpelling(String written) {
        client.challenged();

        assertErased(1, written);
        assertEquals(0, rows());
    }

    @Test
    void prefilledFieldsAreComparedEvenIfTheyAreNoAddress() {
        client.setup("{\"CONTACT_EMAIL\": \"\"}");
        client.setup("{\"CONTACT_EMAIL\": \"@@ nonsense\"}");
        client.setup("{\"CONTACT_EMAIL\": \" person@EXAMPLE.com\"}");

        assertErased(1, TestClient.ADDRESS);
        assertEquals(2, rows());
    }

    /**
     * Solves a validation with the address of the tests' person instead of the prefilled one, and returns its code.
     */
    private String solvedInsteadOf(String filledIn) {
        String nonce = client.setup("{\"CONTACT_EMAIL\": \"" + filledIn + "\"}");
        client.authorize(nonce);
        client.challenge(nonce, TestClient.ADDRESS);
        return TestClient.code(client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText());
    }

    @Test
    void erasingAnUnsubmittedPrefilledAddressKeepsTheSubmittedOne() {
        String code = solvedInsteadOf(OTHER);

        assertErased(1, OTHER);

        assertEquals(0, sql.number("SELECT COUNT(prefilled_address) FROM validation"));
        assertEquals(
                TestClient.ADDRESS,
                client.info(token(code))
                        .json()
                        .path("address")
                        .path("CONTACT_EMAIL")
                        .asText());
    }

    @Test
    void erasingASubmittedAddressErasesThePrefilledOneToo() {
        String token = token(solvedInsteadOf(OTHER));

        assertErased(1, TestClient.ADDRESS);

        assertEquals(0, sql.number("SELECT COUNT(address) + COUNT(prefilled_address) FROM validation"));
        assertEquals(404, client.info(token).status());
    }

    @Test
    void addressesThatCurrentRestrictionsForbidAreErasedToo() {
        client.challenged();
        cli.settings.put(
                "address.restrictions", "{\"CONTACT_EMAIL\": {\"regex\": \".*@example[.]org\", \"hint\": \"x\"}}");

        assertErased(1, TestClient.ADDRESS);
    }

    /** A node of an earlier version may change the address in a row of its own at any time, and knows of no hash. */
    @Test
    void rowsOlderThanTheIndexStaySoAndAreErased() {
        String nonce = client.setup();
        sql.run("UPDATE validation SET address_hash = NULL, prefilled_hash = NULL");
        client.authorize(nonce);
        client.challenge(nonce, TestClient.ADDRESS);
        assertEquals(1, sql.number("SELECT COUNT(*) FROM validation WHERE address_hash IS NULL"));

        assertErased(1, TestClient.ADDRESS);
        assertEquals(0, rows());
    }

    /** The look-up asks for all days from the first to the last. */
    @Test
    void rowsOfManyDaysAreFound() {
        client.challenged();
        client.setup();
        sql.run("UPDATE validation SET prefilled_hash = x'00010000000000000000' WHERE address IS NULL");
        Backend shop = Backend.of(WORLD.node(), "shop");
        shop.demand(Backend.login(Backend.REQUEST, Backend.factor("email", TestClient.ADDRESS)));
        shop.demand(Backend.login(Backend.REQUEST, Backend.factor("email", OTHER)));
        sql.run("UPDATE tan_challenge SET address_hash = x'FFFF0000000000000000' WHERE address = '" + OTHER + "'");

        assertErased(2, TestClient.ADDRESS);
        assertEquals(1, rows());
    }

    @Test
    void rowsWrittenUnderAnyKeyAreFound() throws IOException {
        try (World world = World.with()) {
            world.node().client().challenged();
            Path keys = Path.of(TestKeys.newFile());
            Files.copy(world.keyFile(), keys);
            Files.writeString(keys, "2 " + TestKeys.COUNTING + "\n", StandardOpenOption.APPEND);
            world.another("key.file", keys.toString()).client().challenged();
            CommandLine after = new CommandLine(world.installed("key.file", keys.toString()));

            assertEquals(0, after.runWithInput(TestClient.ADDRESS, "erase", "--address-stdin"), after.err());

            assertEquals("2", after.out().strip());
        }
    }

    @Test
    void anErasedAddressLeavesNoHash() {
        solvedInsteadOf(OTHER);

        assertErased(1, TestClient.ADDRESS);

        assertEquals(1, sql.number("SELECT COUNT(*) FROM validation WHERE address_hash = '' AND prefilled_hash = ''"));
    }

    @Test
    void rowsOlderThanTheIndexAreReadInSlices() {
        String nonce = client.challenged();
        sql.run("""
                INSERT INTO validation (client_id, nonce_hash, expires_at, purge_at, read_only, changes_left, tans_issued,
                                        address)
                SELECT v.client_id, UNHEX(SHA2(n.i, 256)), v.expires_at, v.purge_at, FALSE, 2, 1,
                       IF(n.i MOD 2 = 0, v.address, '{"CONTACT_EMAIL":"other@example.com"}')
                  FROM validation v,
                       (WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < $MANY)
                        SELECT i FROM n) n
                """.replace("$MANY", Integer.toString(MANY)));

        assertErased(MANY / 2 + 1, TestClient.ADDRESS);

        assertEquals(404, client.authorize(nonce).status());
        assertEquals(MANY / 2, rows());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person",
                "person@example.com\nother@example.com",
                "{\"CONTACT_EMAIL\": \"person@example\"}",
                "{\"CONTACT_EMAIL\": [\"person@example.com\"]}",
                "{\"CONTACT_PHONE\": \"person@example.com\"}",
                "{\"CONTACT_EMAIL\": \"person@example.com\"",
                "{\"CONTACT_EMAIL\": \"person@example.com\", \"CONTACT_EMAIL\": \"person@example.com\"}",
            })
    void inputThatIsNoAddressIsRefusedAndNotPrinted(String written) {
        client.challenged();

        assertEquals(1, erase(written));

        assertTrue(cli.err().startsWith("challenger: standard input is not an address of type email: "));
        assertFalse(cli.err().contains("person"), cli.err());
        assertEquals("", cli.out());
        assertEquals(1, rows());
    }

    @Test
    void inputThatIsMuchTooLongIsRefused() {
        assertEquals(1, erase("x".repeat(100_000)));
        assertEquals("challenger: standard input is longer than an address\n", cli.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n"})
    void emptyInputIsWrongUsage(String written) {
        assertEquals(2, erase(written));
        assertTrue(cli.err().contains("there is no address on standard input"), cli.err());
        assertTrue(cli.err().contains("Usage: challenger erase"), cli.err());
    }
}
