package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Addresses;
import dev.challenger.testing.CapturedLog;
import dev.challenger.text.Language;
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
import org.junit.jupiter.params.provider.EnumSource;
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

    private TransmissionException failure(Behaviour behaviour) throws Exception {
        other.behave(behaviour);
        try (Transmitter sender = other.sender()) {
            return Failures.thrown(sender, Letters.letter());
        }
    }

    @Test
    void anAcceptedMessageArrivesOnceAndUnchanged() throws Exception {
        String text = "Grüße: 12345678\n\n.\nFrom here on, a second line\n";

        try (Transmitter sender = other.sender()) {
            sender.send(Letters.letter(Letters.EMAIL, "Your code", text));
        }

        assertEquals(1, other.attempts());
        assertEquals(1, other.accepted().size());
        assertEquals(Letters.EMAIL, other.accepted().get(0).to());
        assertEquals(text, plain(other.accepted().get(0).text()));
    }

    @ParameterizedTest
    @CsvSource({
        "KNOWS_NO_SUCH_ADDRESS, ADDRESS, false",
        "REFUSES,               MESSAGE, false",
        "IS_OUT_OF_ORDER,       SENDER,  false",
        "HANGS,                 TIME_OUT, true",
    })
    void aFailureIsToldApart(Behaviour behaviour, Fault fault, boolean mayHaveBeenAccepted) throws Exception {
        TransmissionException failure = failure(behaviour);

        assertEquals(fault, failure.fault(), failure.getMessage());
        assertEquals(mayHaveBeenAccepted, failure.mayHaveBeenAccepted());
        assertTrue(other.attempts() <= 1);
    }

    @ParameterizedTest
    @EnumSource
    void noLogHasTheTanOrTheAddress(Behaviour behaviour) throws Exception {
        other.behave(behaviour);

        try (CapturedLog log = new CapturedLog();
                Transmitter sender = other.sender()) {
            if (behaviour == Behaviour.ACCEPTS) {
                Receipt receipt = sender.send(Letters.letter());
                assertFalse(receipt.toString().contains(Letters.EMAIL));
            } else {
                Failures.thrown(sender, Letters.letter());
            }

            log.all().forEach(entry -> {
                assertFalse(entry.text().contains(Letters.TAN.digits()), entry.text());
                assertFalse(entry.text().contains(Letters.EMAIL), entry.text());
            });
        }
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
                Message message = new Message(
                        Addresses.typed(i % 2 == 0 ? Letters.EMAIL : noise(random) + "@example.com"),
                        Language.EN,
                        noise(random),
                        text,
                        new Message.Mail(Optional.of(noise(ofMail)), Optional.of(noise(ofMail)), Optional.empty()),
                        Letters.TAN,
                        noise(random),
                        noise(random));
                int before = other.accepted().size();
                try {
                    sender.send(message);
                } catch (TransmissionException refused) {
                    assertTrue(
                            refused.fault() == Fault.ADDRESS || refused.fault() == Fault.UNSUPPORTED,
                            refused.getMessage());
                    assertEquals(before, other.accepted().size());
                    continue;
                }

                List<Arrived> after = other.accepted();
                assertEquals(before + 1, after.size(), text);
                Arrived arrived = after.get(before);
                assertEquals(plain(text), plain(arrived.text()));
                assertEquals(message.recipient().value("CONTACT_EMAIL"), arrived.to());
            }
        }
        assertTrue(other.accepted().size() >= 15);
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(1, 8), 0, HOSTILE.size())
                .mapToObj(HOSTILE::get)
                .collect(Collectors.joining());
    }

    /** Senders may change the form of line ends, and no encoding has half a character. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("\\p{Cs}", "?");
    }

    @Test
    void closingTwiceDoesNoHarm() throws Exception {
        Transmitter sender = other.sender();
        sender.send(Letters.letter());

        sender.close();
        sender.close();

        assertTrue(sender.concurrency() >= 1);
        assertFalse(sender.limit().isNegative() || sender.limit().isZero());
    }
}
