package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that each form of a page shows its own faults, and no form shows those of another one. */
class FormFaultsIT {
    private static final String ENTER_ADDRESS = "Enter your e-mail address.";

    @AutoClose
    private static final World WORLD = World.with();

    private final TestClient client = WORLD.node().client();

    private Answer enter(String nonce, String form) {
        return client.http().post("/solve/" + nonce, form, "Accept", Http.BROWSER);
    }

    private Answer submit(String nonce, String form) {
        return client.http().post("/challenge/" + nonce, form, "Accept", Http.BROWSER);
    }

    private static void assertHas(Answer page, String part) {
        assertTrue(page.body().contains(part), () -> part + " is missing in\n" + page.body());
    }

    private static void assertHasNot(Answer page, String part) {
        assertFalse(page.body().contains(part), () -> part + " is in\n" + page.body());
    }

    private static void assertOnlyAtCode(Answer page) {
        assertEquals(400, page.status());
        assertHas(page, "id=\"pin-error\">");
        assertHas(page, "<details id=\"more\">");
        assertHasNot(page, "CONTACT_EMAIL-error");
        assertHasNot(page, "role=\"alert\"");
    }

    private static void assertOnlyAtAddress(Answer page) {
        assertEquals(400, page.status());
        assertHas(page, "id=\"CONTACT_EMAIL-error\"");
        assertHas(page, "<details id=\"more\" open>");
        assertHasNot(page, "pin-error");
        assertHasNot(page, "role=\"alert\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin=", "", "pin=%20", "pin=1234567", "pin=x", "pin=%FF", "CONTACT_EMAIL="})
    void faultsOfTheCodeDoNotTouchTheAddress(String form) {
        assertOnlyAtCode(enter(client.challenged(), form));
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter the code from the message.",
        "pin=1234567, This is too short: the code has 8 digits.",
        "pin=123456789, This is too long: the code has 8 digits.",
        "pin=x, The code has digits only. Enter the 8 digits from the message.",
        "pin=12345678&pin=12345678, The code has digits only. Enter the 8 digits from the message.",
    })
    void eachFaultOfTheCodeIsToldByItsKind(String form, String text) {
        assertHas(enter(client.challenged(), form), "id=\"pin-error\">" + text + "</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTACT_EMAIL=", "", "CONTACT_EMAIL=%20", "CONTACT_EMAIL=nobody", "pin=12345678", "pin="})
    void faultsOfTheAddressDoNotTouchTheCode(String form) {
        assertOnlyAtAddress(submit(client.challenged(), form));
    }

    /** A form that no browser sends is told of on top. */
    @Test
    void aBodyThatCannotBeReadIsNobodysFault() {
        Answer page = enter(client.challenged(), "pin=%zz");

        assertEquals(400, page.status());
        assertHas(page, "We could not read your request.");
        assertHas(page, "<details id=\"more\">");
        assertHasNot(page, "pin-error");
        assertHasNot(page, "CONTACT_EMAIL-error");
    }

    @Test
    void aCodeThatWasNeverSentIsNoFaultOfTheAddress() {
        for (String form : new String[] {"pin=", "pin=x"}) {
            Answer page = enter(client.setup(), form);

            assertEquals(400, page.status());
            assertHas(page, "We have not sent you a code yet.");
            assertHasNot(page, "CONTACT_EMAIL-error");
            assertHasNot(page, ENTER_ADDRESS);
        }
    }

    @Test
    void whereNoCodeCanBeEnteredThePageSaysWhy() {
        String exhausted = client.challenged();
        for (int i = 0; i < 3; i++) {
            client.solve(exhausted, "00000000");
        }
        assertHas(
                enter(exhausted, "pin="),
                "role=\"alert\">You have no attempts left for the code that we sent to <strong");

        String expired = client.challenged();
        WORLD.clock().advance(Duration.ofMinutes(31));
        assertHas(
                enter(expired, "pin="),
                "role=\"alert\">Codes work for a limited time. The code that we sent to <strong");
    }

    @Test
    void anAddressThatCannotBeChangedHasNoFault() {
        String fixed = client.setup("{\"CONTACT_EMAIL\": \"person@example.com\", \"read_only\": true}");

        for (int i = 0; i < 2; i++) {
            Answer page = submit(fixed, "CONTACT_EMAIL=nobody");
            assertEquals(400, page.status());
            assertHas(page, "You cannot change the address here.");
            assertHasNot(page, "-error\"");
            client.challenge(fixed, TestClient.ADDRESS);
        }
    }

    /** The form under "Send again" has the address in hidden fields. */
    @Test
    void sendingAgainTooOftenIsToldOnTop() {
        String nonce = client.challenged();
        for (int i = 0; i < 2; i++) {
            WORLD.clock().advance(Duration.ofMinutes(2));
            client.challenge(nonce, TestClient.ADDRESS);
        }

        Answer page = client.challengeByPage(nonce, Map.of("CONTACT_EMAIL", TestClient.ADDRESS));

        assertEquals(429, page.status());
        assertHas(page, "role=\"alert\"");
        assertHas(page, "<details id=\"more\">");
    }

    @Test
    void programsAreToldTheFieldOfTheirForm() {
        String nonce = client.challenged();

        assertHas(client.http().post("/solve/" + nonce, ""), "\"detail\":\"pin\"");
        assertHas(client.http().post("/challenge/" + nonce, ""), "\"detail\":\"CONTACT_EMAIL");
    }
}
