package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.transmission.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the messages of TAN challenges in every channel and language. */
final class MfaMessagesTest {
    private static final Derivation DERIVATION = Samples.DERIVATION;

    private final ChallengeRules rules = Samples.rules();
    private final MfaMessages messages =
            new MfaMessages(Languages.all(), DERIVATION, Optional.of("challenger.example.com"));

    private TanChallenge sent(String instance, String operation) {
        return sent(instance, operation, Samples.EMAIL);
    }

    private TanChallenge sent(String instance, String operation, Demand.Factor to) {
        Demand demand = new Demand(instance, operation, List.of(to));
        Bound bound =
                Bound.of(demand, Samples.REQUEST, to.channel(), to.channel().stored(to.address()));
        return rules.send(
                        rules.begin(Samples.origin("salt"), bound, Samples.NOW).stored(7), Samples.NOW)
                .after();
    }

    @Test
    void theFirstLineHasTheCodeAndTheThirdTheOperationAndTheInstance() {
        TanChallenge challenge = sent("shop", "instance_deletion");

        Message message = messages.of(challenge, Preference.NONE);

        List<String> lines = message.text().lines().toList();
        assertEquals("Your code: " + DERIVATION.tan(challenge).digits(), lines.get(0));
        assertEquals("The code confirms this operation at shop: delete the shop.", lines.get(2));
        assertTrue(message.text().contains("Valid until: 21 November 2026, 12:10 UTC\n"));
        assertTrue(message.text().contains("Reference: " + DERIVATION.reference(challenge) + "\n"));
        assertEquals("Your code for shop (reference " + DERIVATION.reference(challenge) + ")", message.subject());
        assertEquals(
                Map.of("CONTACT_EMAIL", Samples.PERSON), message.recipient().fields());
        assertEquals(DERIVATION.tan(challenge), message.tan());
    }

    @Test
    void aMessageToAPhoneIsShortAndBoundToOurPage() {
        TanChallenge challenge = sent("shop", "instance_deletion", Samples.SMS);
        String text = DERIVATION.tan(challenge).digits()
                + " is your code for shop: delete the shop. Valid until 21 Nov, 12:10 UTC" + " (reference "
                + DERIVATION.reference(challenge) + "). Never share it. Not you? Ignore this.";

        assertEquals(
                text + "\n\n@challenger.example.com #"
                        + DERIVATION.tan(challenge).digits(),
                messages.of(challenge, Preference.NONE).text());
        assertEquals(
                text,
                new MfaMessages(Languages.all(), DERIVATION, Optional.empty())
                        .of(challenge, Preference.NONE)
                        .text());
    }

    @ParameterizedTest
    @CsvSource({
        "instance_provision, set up a shop",
        "account_config, change the bank accounts",
        "auth_config, change the password",
        "auth_token_creation, log in",
        "Kasse {0} öffnen, Kasse {0} öffnen",
    })
    void knownOperationsAreDescribedInWords(String operation, String told) {
        assertTrue(messages.of(sent("shop", operation), Preference.NONE)
                .text()
                .contains("The code confirms this operation at shop: " + told + ".\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, x",
        "pay@example.com, x",
        "shop, see www.example.com",
        "shop, https://example.com/a",
    })
    void noPartOfAMessageBecomesALink(String instance, String operation) {
        Message message = messages.of(sent(instance, operation), Preference.NONE);

        String all = message.subject() + "\n" + message.text();
        assertFalse(all.matches("(?s).*([a-z]\\.[a-z]|://|www\\.).*"), all);
    }
}
