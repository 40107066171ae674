package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.tan.Tan;
import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import dev.challenger.transmission.MessageWriter.Subject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the messages that carry a TAN, in every channel and language. */
final class TanMessagesTest {
    private static final URI URL = URI.create("https://id.example.org:8443/check");
    private static final Operator NAMELESS =
            new Operator(Optional.empty(), Optional.of(URL), Optional.empty(), new MailHtml());
    private static final Operator BANK = new Operator(
            Optional.of("Example Bank"), Optional.of(URL), Optional.of("help@bank.example"), new MailHtml());
    private static final Map<Channel, Address> RECIPIENTS = Map.of(
            Channel.EMAIL, to(AddressType.EMAIL, Map.of("CONTACT_EMAIL", "ada@example.org")),
            Channel.PHONE, to(AddressType.PHONE, Map.of("CONTACT_PHONE", "+41791234567")),
            Channel.POST, to(AddressType.POSTAL_CH, Map.of("CONTACT_NAME", "Ada", "ADDRESS_LINES", "Weg 1")));

    private final Message message = write(NAMELESS, Language.EN, Channel.EMAIL, "O'Neil {0} & Söhne");

    private static Address to(AddressType type, Map<String, String> fields) {
        return new AddressPolicy(type, Optional.empty(), Map.of()).stored(fields);
    }

    private static Message write(Operator operator, Language language, Channel channel, String asker) {
        Tan tan = Tan.parse("01234567").orElseThrow();
        return new TanMessages(operator, channel)
                .write(
                        Texts.of(language),
                        new Subject(
                                Objects.requireNonNull(RECIPIENTS.get(channel)),
                                tan,
                                asker,
                                "7KQ2",
                                Duration.ofMinutes(30)));
    }

    @Test
    void anEmailSaysEverythingInThisOrder() {
        assertEquals("""
                Your code:
                01234567

                Shop asks you to confirm that messages reach you at this address.
                Enter the code on the page of Example Bank (id.example.org:8443) that you have open.

                The code works for 30 minutes.
                Reference: 7KQ2 (the page shows the same reference)

                Never give this code to anyone, whoever asks for it.
                If you did not expect this message, ignore it. Somebody may have mistyped an address, and nothing happens \
                without the code.

                Questions? help@bank.example
                """, write(BANK, Language.EN, Channel.EMAIL, "Shop").text());
    }

    @ParameterizedTest
    @EnumSource
    void codeStandsAloneInItsLineInEveryLanguage(Language language) {
        List<String> lines =
                write(BANK, language, Channel.EMAIL, "Shop").text().lines().toList();

        assertEquals("01234567", lines.get(1));
        assertEquals("", lines.get(2));
    }

    @Test
    void withoutANameTheHostStandsForTheOperator() {
        assertTrue(message.text().contains("on the page of id.example.org:8443 that"), message.text());
        assertEquals("Confirm your address for O'Neil {0} & Söhne (reference 7KQ2)", message.subject());
        assertEquals(Message.Mail.PLAIN, message.mail());
    }

    @Test
    void aNamedOperatorSendsOnBehalfOfTheClientAndGetsTheReplies() {
        Message.Mail mail = write(BANK, Language.DE, Channel.EMAIL, "Laden").mail();

        assertEquals(Optional.of("Laden über Example Bank"), mail.sender());
        assertEquals(Optional.of("help@bank.example"), mail.replyTo());
    }

    @ParameterizedTest
    @EnumSource
    void hasNoLink(Channel channel) {
        String text = write(NAMELESS, Language.EN, channel, "Shop").text();

        assertFalse(text.matches("(?s).*(://|www\\.).*"), text);
    }

    @ParameterizedTest
    @EnumSource
    void noSubjectHasTheCodeInAnyLanguage(Language language) {
        Message message = write(BANK, language, Channel.EMAIL, "Shop");

        assertFalse(message.subject().contains("01234567"));
        assertTrue(message.subject().contains("7KQ2"));
        assertEquals(language, message.language());
    }

    @Test
    void aMessageToAPhoneFitsIntoOneSmsAndEndsWithTheLineThatPhonesRead() {
        String text =
                write(NAMELESS, Language.EN, Channel.PHONE, "Shop & Söhne").text();

        assertEquals("""
                01234567 is your code for Shop & Söhne. It works for 30 minutes. Reference 7KQ2. Never share it.

                @id.example.org #01234567""", text);
    }

    @Test
    void aLetterSaysHowToComeBackAndNothingOfMail() {
        Message letter = write(BANK, Language.EN, Channel.POST, "Shop");

        for (String part : List.of(
                "Your code:\n0123 4567\n\n",
                "Return to Shop",
                "Example Bank (id.example.org:8443)",
                "for 30 minutes",
                "Reference: 7KQ2",
                "did not expect this letter")) {
            assertTrue(letter.text().contains(part), part);
        }
        assertFalse(letter.text().contains("message"), letter.text());
        assertTrue(letter.mail().html().isEmpty());
    }

    /** U+2068 and U+2069 keep a name from changing the order of the words around it. */
    @Test
    void namesInTheOtherDirectionAreIsolated() {
        Message arabic = write(BANK, Language.AR, Channel.EMAIL, "Example Shop");

        assertTrue(arabic.text().contains("\u2068Example Shop\u2069"), arabic.text());
        assertFalse(arabic.mail().sender().orElseThrow().contains("\u2068"));
    }

    @Test
    void aPageMakesTheHtmlOfTheSameSentences() {
        Operator operator = new Operator(Optional.empty(), Optional.of(URL), Optional.empty(), new MailHtml());
        operator.html()
                .use((page, texts) -> texts.language()
                        + page.label()
                        + page.code()
                        + page.paragraphs().size());

        assertEquals(
                Optional.of("enYour code:012345673"),
                write(operator, Language.EN, Channel.EMAIL, "Shop").mail().html());
    }

    /** The plain text says the same. */
    @Test
    void aBrokenPageLeavesThePlainText() {
        Operator operator = new Operator(Optional.empty(), Optional.of(URL), Optional.empty(), new MailHtml());
        operator.html().use((page, texts) -> {
            throw new IllegalStateException("broken");
        });

        Message message = write(operator, Language.EN, Channel.EMAIL, "Shop");

        assertEquals(Optional.empty(), message.mail().html());
        assertTrue(message.text().contains("01234567"));
    }
}
