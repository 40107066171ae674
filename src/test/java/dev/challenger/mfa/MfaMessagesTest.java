package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.transmission.MailHtml;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Operator;
import java.net.URI;
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
    private final Operator operator = new Operator(
            Optional.empty(),
            Optional.of(URI.create("https://challenger.example.com/x")),
            Optional.empty(),
            new MailHtml());
    private final MfaMessages messages = new MfaMessages(Languages.all(), DERIVATION, operator);

    private Message write(TanChallenge challenge) {
        return messages.of(challenge, Preference.NONE, Samples.NOW);
    }

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
    void anEmailTellsTheCodeTheOperationAndTheInstance() {
        TanChallenge challenge = sent("shop", "instance_deletion");

        Message message = write(challenge);

        assertEquals(
                """
                Your code:
                %s

                The code confirms this at shop: delete the shop.
                Enter it only if you asked for this yourself, and only where you asked for it.

                The code works for 10 minutes.
                Reference %s.

                Never give this code to anyone, whoever asks for it.
                If you did not ask for this, ignore this message. Somebody else may have asked, and nothing happens \
                without the code.
                """.formatted(DERIVATION.tan(challenge).digits(), DERIVATION.reference(challenge)), message.text());
        assertEquals("Your code for shop (reference " + DERIVATION.reference(challenge) + ")", message.subject());
        assertEquals(
                Map.of("CONTACT_EMAIL", Samples.PERSON), message.recipient().fields());
        assertEquals(DERIVATION.tan(challenge), message.tan());
    }

    @Test
    void aMessageToAPhoneIsShortAndBoundToOurPage() {
        TanChallenge challenge = sent("shop", "instance_deletion", Samples.SMS);
        String code = DERIVATION.tan(challenge).digits();
        String text = code + " is your code for shop: delete the shop. It works for 10 minutes. Reference "
                + DERIVATION.reference(challenge) + ". Never share it.";

        assertEquals(
                text + "\n\n@challenger.example.com #" + code, write(challenge).text());
        assertEquals(
                text,
                new MfaMessages(Languages.all(), DERIVATION, Operator.UNKNOWN)
                        .of(challenge, Preference.NONE, Samples.NOW)
                        .text());
    }

    @Test
    void theLanguageOfTheDemandComesBeforeThatOfTheBrowserAndAfterThatOfTheUrl() {
        TanChallenge plain = sent("shop", "auth_token_creation");
        TanChallenge german = plain.in(Optional.of(Language.DE));
        Preference french = new Preference(Optional.empty(), List.of("fr-CH, it;q=0.5"));
        Preference italian = new Preference(Optional.of("it"), List.of("fr"));

        assertEquals(Language.FR, messages.of(plain, french, Samples.NOW).language());
        assertEquals(Language.DE, messages.of(german, french, Samples.NOW).language());
        assertEquals(Language.IT, messages.of(german, italian, Samples.NOW).language());
        assertEquals(Language.EN, write(plain).language());
    }

    /** Strangers choose the names of instances, which must not pass for senders. */
    @Test
    void onlyTheOperatorIsNamedAsTheSender() {
        Operator bank = new Operator(Optional.of("Example Bank"), Optional.empty(), Optional.empty(), new MailHtml());

        Message message =
                new MfaMessages(Languages.all(), DERIVATION, bank).of(sent("shop", "x"), Preference.NONE, Samples.NOW);

        assertEquals(Optional.of("Example Bank"), message.mail().sender());
        assertEquals(Optional.empty(), write(sent("shop", "x")).mail().sender());
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
        assertTrue(write(sent("shop", operation)).text().contains("The code confirms this at shop: " + told + ".\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, x",
        "pay@example.com, x",
        "shop, see www.example.com",
        "shop, https://example.com/a",
    })
    void noPartOfAMessageBecomesALink(String instance, String operation) {
        Message message = write(sent(instance, operation));

        String all = message.subject() + "\n" + message.text();
        assertFalse(all.matches("(?s).*([a-z]\\.[a-z]|://|www\\.).*"), all);
    }
}
