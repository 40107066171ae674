package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.Addresses;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.Waiting;
import dev.challenger.testing.World;
import dev.challenger.text.Language;
import dev.challenger.transmission.OtherSide.Arrived;
import dev.challenger.transmission.OtherSide.Behaviour;
import dev.challenger.transmission.TransmissionException.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conformance suite of senders: the promises that every kind of sender keeps, alone and within a node. */
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

    private final OtherSide other = otherSide();

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
    @Test
    void hostilePartsStayApart() throws Exception {
        Random random = new Random(12);
        Random ofMail = new Random(13);
        try (Transmitter sender = other.sender()) {
            for (int i = 0; i < 60; i++) {
                String text = "Code 12345678" + noise(random) + "\n";
                Message message = new Message(
                        Addresses.email(i % 2 == 0 ? Letters.EMAIL : noise(random) + "@example.com"),
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
                    assertEquals(Fault.ADDRESS, refused.fault(), refused.getMessage());
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
        assertTrue(other.accepted().size() >= 30);
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

    private World world(String... more) {
        Map<String, String> settings = new HashMap<>(other.settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return World.with(settings);
    }

    private static String begun(TestClient client) {
        String nonce = client.setup();
        client.authorize(nonce);
        return nonce;
    }

    @Test
    void aFailureGivesTransmissionAndBudgetBack() throws Exception {
        try (World world = world("budget.destination", "1/P1D")) {
            TestClient client = world.node().client();
            String nonce = begun(client);
            for (Behaviour behaviour : List.of(Behaviour.KNOWS_NO_SUCH_ADDRESS, Behaviour.REFUSES, Behaviour.HANGS)) {
                other.behave(behaviour);
                assertEquals(502, client.challenge(nonce, TestClient.ADDRESS).status());
                assertEquals(
                        3,
                        client.authorize(nonce)
                                .json()
                                .path("pin_transmissions_left")
                                .asInt());
            }
            other.behave(Behaviour.ACCEPTS);

            assertEquals(200, client.challenge(nonce, TestClient.ADDRESS).status());
            assertEquals(1, other.accepted().size());
            assertEquals(
                    429, client.challenge(begun(client), TestClient.ADDRESS).status());
            assertEquals(1, other.accepted().size());
        }
    }

    @Test
    void aSenderOutOfOrderIsLeftAlone() throws Exception {
        try (World world = world()) {
            TestClient client = world.node().client();
            other.behave(Behaviour.IS_OUT_OF_ORDER);
            for (int i = 0; i < Circuit.FAULTS; i++) {
                assertEquals(
                        502, client.challenge(begun(client), TestClient.ADDRESS).status());
            }
            other.behave(Behaviour.ACCEPTS);
            int attempts = other.attempts();

            assertEquals(
                    502, client.challenge(begun(client), TestClient.ADDRESS).status());
            assertEquals(attempts, other.attempts());

            world.clock().advance(Circuit.OPEN_FOR);
            assertEquals(
                    200, client.challenge(begun(client), TestClient.ADDRESS).status());
        }
    }

    @Test
    void aFullBulkheadRefusesAtOnce() throws Exception {
        try (World world = world("sending.requests", "1", "sending.wait-for", "PT0S")) {
            Node node = world.node();
            TestClient client = node.client();
            String first = begun(client);
            String second = begun(client);
            other.behave(Behaviour.HANGS);
            CompletableFuture<Answer> hanging =
                    CompletableFuture.supplyAsync(() -> client.challenge(first, TestClient.ADDRESS));
            Waiting.until("the message is on its way", () -> Unchecked.call(other::attempts) > 0);

            Answer refused = client.challenge(second, TestClient.ADDRESS);

            assertTrue(refused.body().contains("too many messages wait"), refused.body());
            assertEquals(502, hanging.join().status());
            assertEquals(1, other.attempts());
        }
    }
}
