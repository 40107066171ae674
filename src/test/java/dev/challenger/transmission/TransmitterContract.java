package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.challenger.testing.CapturedLog;
import dev.challenger.transmission.OtherSide.Arrived;
import dev.challenger.transmission.OtherSide.Behaviour;
import dev.challenger.transmission.TransmissionException.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conformance suite of senders: the promises that every kind of sender keeps. */
abstract class TransmitterContract {
    /** Characters that mean something in mails, shells, JSON, URLs and headers, and some that are invisible or long. */
    private static final List<String> HOSTILE = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\t",
            "\"",
            "'",
            "\\",
            "\\n",
            "$(x)",
            "`x`",
            "${to}",
            "<#if>",
            "&",
            "=",
            "%0d%0a",
            "%",
            "?",
            "#",
            "/",
            "..",
            ";",
            ",",
            ":",
            "<",
            ">",
            "@",
            "\u2028",
            "\u202E",
            "ü",
            "😀",
            "\uD83D",
            "\u0085",
            "a",
            "b",
            " ",
            ".",
            "\r\nBcc: x@example.net\r\n",
            "\n.\n",
            "--",
            "|",
            "=?UTF-8?Q?x?=");

    final OtherSide other = otherSide();

    abstract OtherSide otherSide();

    @AfterEach
    void closeTheOtherSide() throws Exception {
        other.close();
    }

    private Message message(String text) {
        return other.message(Letters.EMAIL, "Your code", text, Message.Mail.PLAIN, "Shop", "K7M2");
    }

    private static void assertNoSecret(CapturedLog log) {
        log.all().forEach(entry -> {
            assertFalse(entry.text().contains(Letters.TAN.digits()), entry.text());
            assertFalse(entry.text().contains(Letters.EMAIL), entry.text());
        });
    }

    @Test
    void anAcceptedMessageArrivesOnceAndUnchanged() throws Exception {
        String text = "Grüße: 12345678\n\n.\nFrom here on, a second line\n";

        try (CapturedLog log = new CapturedLog();
                Transmitter sender = other.sender()) {
            Receipt receipt = sender.send(message(text));

            assertFalse(receipt.toString().contains(Letters.EMAIL));
            assertNoSecret(log);
        }

        assertEquals(1, other.attempts());
        assertEquals(1, other.accepted().size());
        assertEquals(Letters.EMAIL, other.accepted().get(0).to());
        other.assertText(text, other.accepted().get(0));
    }

    /** Whatever fails, the log has neither TAN nor address. */
    @ParameterizedTest
    @CsvSource({
        "KNOWS_NO_SUCH_ADDRESS, ADDRESS, false",
        "REFUSES,               MESSAGE, false",
        "IS_OUT_OF_ORDER,       SENDER,  false",
        "HANGS,                 TIME_OUT, true",
    })
    void aFailureIsToldApart(Behaviour behaviour, Fault fault, boolean mayHaveBeenAccepted) throws Exception {
        assumeTrue(other.shows(behaviour), "no such sender behaves so");
        other.behave(behaviour);

        try (CapturedLog log = new CapturedLog();
                Transmitter sender = other.sender()) {
            TransmissionException failure = Failures.thrown(sender, message("Your code is 12345678.\n"));

            assertEquals(fault, failure.fault(), failure.getMessage());
            assertEquals(mayHaveBeenAccepted, failure.mayHaveBeenAccepted());
            assertNoSecret(log);
        }
        assertTrue(other.attempts() <= 1);
    }

    /** Whatever the parts of a message are, it arrives as one message with these parts, or not at all. */
    @ParameterizedTest
    @ValueSource(ints = {12, 17})
    void hostilePartsStayApart(int seed) throws Exception {
        Random random = new Random(seed);
        Random ofMail = new Random(seed + 1000);
        try (Transmitter sender = other.sender()) {
            for (int i = 0; i < 30; i++) {
                String text = "Code 12345678" + noise(random) + "\n";
                Message message = other.message(
                        i % 2 == 0 ? Letters.EMAIL : noise(random) + "@example.com",
                        noise(random),
                        text,
                        new Message.Mail(Optional.of(noise(ofMail)), Optional.of(noise(ofMail)), Optional.empty()),
                        noise(random),
                        noise(random));
                int before = other.accepted().size();
                try {
                    sender.send(message);
                } catch (TransmissionException refused) {
                    assertTrue(other.refusals().contains(refused.fault()), refused.getMessage());
                    assertFalse(refused.mayHaveBeenAccepted());
                    assertEquals(before, other.accepted().size());
                    continue;
                }

                List<Arrived> after = other.accepted();
                assertEquals(before + 1, after.size(), text);
                Arrived arrived = after.get(before);
                other.assertText(text, arrived);
                assertEquals(message.recipient().value(other.field()), arrived.to());
            }
        }
        assertTrue(other.accepted().size() >= 15);
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(1, 8), 0, HOSTILE.size())
                .mapToObj(HOSTILE::get)
                .collect(Collectors.joining());
    }

    @Test
    void closingTwiceDoesNoHarm() throws Exception {
        Transmitter sender = other.sender();
        sender.send(message("Your code is 12345678.\n"));

        sender.close();
        sender.close();

        assertTrue(sender.concurrency() >= 1);
        assertFalse(sender.limit().isNegative() || sender.limit().isZero());
    }
}
