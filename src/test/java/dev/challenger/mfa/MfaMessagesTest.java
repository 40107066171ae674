package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MfaMessagesTest {
    private static final Derivation DERIVATION = Samples.DERIVATION;

    private final ChallengeRules rules = new ChallengeRules(MfaLimits.DEFAULT, DERIVATION);
    private final MfaMessages messages = new MfaMessages(new Texts(), DERIVATION);

    private TanChallenge sent(String instance, String operation) {
        Demand demand = new Demand(instance, operation, List.of(Samples.EMAIL));
        Bound bound = Bound.of(demand, Samples.REQUEST, Channel.EMAIL, Samples.PERSON);
        return rules.send(
                        rules.begin(Samples.origin("salt"), bound, Samples.NOW).stored(7), Samples.NOW)
                .after();
    }

    @Test
    void theCodeStandsInTheFirstLineAndWhoAsksForWhatBelow() {
        TanChallenge challenge = sent("shop", "instance_deletion");

        Message message = messages.of(challenge);

        List<String> lines = message.text().lines().toList();
        assertEquals("Your code: " + DERIVATION.tan(challenge).written(), lines.get(0));
        assertEquals("shop needs it to do this: delete the shop.", lines.get(2));
        assertTrue(message.text().contains("Valid until: 21 November 2026, 12:10 UTC\n"));
        assertTrue(message.text().contains("Reference: " + DERIVATION.reference(challenge) + "\n"));
        assertEquals("Your code for shop (reference " + DERIVATION.reference(challenge) + ")", message.subject());
        assertEquals(
                Map.of("CONTACT_EMAIL", Samples.PERSON), message.recipient().fields());
        assertEquals(DERIVATION.tan(challenge), message.tan());
    }

    @ParameterizedTest
    @CsvSource({
        "instance_provision, set up a shop",
        "account_config, change the bank accounts",
        "auth_config, change the password",
        "auth_token_creation, log in",
        "Kasse {0} öffnen, Kasse {0} öffnen",
    })
    void operationsAreToldInWordsWhereThereAreWords(String operation, String told) {
        assertTrue(messages.of(sent("shop", operation)).text().contains("shop needs it to do this: " + told + ".\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, x",
        "pay@example.com, x",
        "shop, see www.example.com",
        "shop, https://example.com/a",
    })
    void nothingInItBecomesALink(String instance, String operation) {
        Message message = messages.of(sent(instance, operation));

        String all = message.subject() + "\n" + message.text();
        assertFalse(all.matches("(?s).*([a-z]\\.[a-z]|://|www\\.).*"), all);
    }
}
