package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.testing.TestClock;
import dev.challenger.transmission.NotHandedOver.Reason;
import dev.challenger.transmission.TransmissionException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves which of several senders carries a message, and that no message goes to a second one that the first may have. */
final class SendersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Message LETTER = Letters.letter();

    private final TestClock clock = new TestClock();
    private final List<String> tried = new ArrayList<>();
    private final Sender first = new Sender("first");
    private final Sender second = new Sender("second");

    /** A sender that fails as the test wants. */
    private final class Sender implements Transmitter {
        private final String name;
        private final Bulkhead bulkhead;
        private @Nullable TransmissionException failure;

        Sender(String name) {
            this.name = name;
            this.bulkhead = new Bulkhead(name, this, 1, Duration.ZERO, clock);
        }

        @Override
        public Receipt send(Message message) throws TransmissionException {
            tried.add(name);
            if (failure != null) {
                throw failure;
            }
            return Receipt.PLAIN;
        }

        @Override
        public void close() {
            tried.add("closed " + name);
        }
    }

    private Senders inOrder() {
        return new Senders(List.of(first.bulkhead, second.bulkhead), Map.of(), MINUTE);
    }

    private String send(Senders senders, Message message) throws TransmissionException {
        try (Permit permit = new Permit()) {
            assertEquals(Optional.empty(), permit.take(senders, message.recipient()));
            return permit.send(message).sender();
        }
    }

    private String send() throws TransmissionException {
        return send(inOrder(), LETTER);
    }

    private static TransmissionException failure(Fault fault, boolean mayHaveBeenAccepted) {
        return new TransmissionException(fault, "broken", Optional.empty(), mayHaveBeenAccepted);
    }

    @Test
    void theFirstCarriesTheMessageAlone() throws Exception {
        assertEquals("first", send());
        assertEquals(List.of("first"), tried);
    }

    @ParameterizedTest
    @CsvSource({"MESSAGE", "SENDER", "TIME_OUT"})
    void theSecondCarriesWhatTheFirstHasNotAccepted(Fault fault) throws Exception {
        first.failure = failure(fault, false);

        assertEquals("second", send());
    }

    @ParameterizedTest
    @CsvSource({"MESSAGE", "SENDER", "TIME_OUT"})
    void whatTheFirstMayHaveAcceptedIsNotSentAgain(Fault fault) {
        first.failure = failure(fault, true);

        assertThrows(TransmissionException.class, this::send);
        assertEquals(List.of("first"), tried);
    }

    @Test
    void anAddressRefusedForGoodIsNotTriedElsewhere() {
        first.failure = failure(Fault.ADDRESS, false);

        assertThrows(TransmissionException.class, this::send);
        assertEquals(List.of("first"), tried);
    }

    @Test
    void theLastFailureIsReported() {
        first.failure = failure(Fault.SENDER, false);
        second.failure = failure(Fault.ADDRESS, false);

        assertEquals(
                Fault.ADDRESS,
                assertThrows(TransmissionException.class, this::send).fault());
        assertEquals(List.of("first", "second"), tried);
    }

    /** Only then is it certain that another address is needed. */
    @ParameterizedTest
    @CsvSource({
        "UNSUPPORTED, UNSUPPORTED, UNSUPPORTED",
        "UNSUPPORTED, MESSAGE,     MESSAGE",
        "SENDER,      UNSUPPORTED, SENDER",
        "UNSUPPORTED, ADDRESS,     ADDRESS",
    })
    void anAddressIsUnsupportedIfEachSenderSaysSo(Fault one, Fault other, Fault reported) {
        first.failure = failure(one, false);
        second.failure = failure(other, false);

        TransmissionException failure = assertThrows(TransmissionException.class, this::send);

        assertEquals(reported, failure.fault());
        assertFalse(failure.mayHaveBeenAccepted());
        assertEquals(List.of("first", "second"), tried);
    }

    @Test
    void anAddressIsNotUnsupportedWhileAnotherSenderIsBusy() {
        first.failure = failure(Fault.UNSUPPORTED, false);
        try (Permit busy = new Permit()) {
            busy.take(Senders.of(second.bulkhead), LETTER.recipient());
            assertEquals(
                    Fault.MESSAGE,
                    assertThrows(TransmissionException.class, this::send).fault());
        }
        second.failure = first.failure;
        try (Permit busy = new Permit()) {
            busy.take(Senders.of(first.bulkhead), LETTER.recipient());
            assertEquals(
                    Fault.MESSAGE,
                    assertThrows(TransmissionException.class, this::send).fault());
        }
    }

    @Test
    void anOpenCircuitIsPassedBy() throws Exception {
        first.failure = failure(Fault.SENDER, false);
        for (int i = 0; i < Circuit.FAULTS; i++) {
            send();
        }
        tried.clear();

        assertEquals("second", send());
        assertEquals(List.of("second"), tried);
    }

    @Test
    void aBusySenderIsPassedBy() throws Exception {
        try (Permit busy = new Permit()) {
            busy.take(Senders.of(first.bulkhead), LETTER.recipient());

            assertEquals("second", send());
        }
        assertEquals("first", send());
    }

    @Test
    void ifNoneTakesTheMessageNothingIsTried() {
        try (Permit one = new Permit();
                Permit other = new Permit();
                Permit late = new Permit()) {
            one.take(Senders.of(first.bulkhead), LETTER.recipient());
            other.take(Senders.of(second.bulkhead), LETTER.recipient());

            assertEquals(Optional.of(Reason.BUSY), late.take(inOrder(), LETTER.recipient()));
        }
    }

    @Test
    void aSenderThatMightEndTooLateIsNotTried() {
        first.failure = failure(Fault.MESSAGE, false);
        Senders brief = new Senders(
                List.of(first.bulkhead, second.bulkhead),
                Map.of(),
                second.limit().minusMillis(1));

        assertThrows(TransmissionException.class, () -> send(brief, LETTER));
        assertEquals(List.of("first"), tried);
    }

    @Test
    void placesAreGivenBackWhateverHappens() throws Exception {
        first.failure = failure(Fault.MESSAGE, false);
        second.failure = failure(Fault.MESSAGE, false);
        for (int i = 0; i < 3; i++) {
            assertThrows(TransmissionException.class, this::send);
        }
        second.failure = null;

        assertEquals("second", send());
    }

    @Test
    void aCountryMayHaveItsOwnOrder() throws Exception {
        Senders senders =
                new Senders(List.of(first.bulkhead), Map.of("CH", List.of(second.bulkhead, first.bulkhead)), MINUTE);

        assertEquals("second", send(senders, to("+41791234567")));
        assertEquals("first", send(senders, to("+4915112345678")));
    }

    private static Message to(String phone) {
        Address address =
                new AddressPolicy(AddressType.PHONE, Optional.empty(), Map.of()).stored(Map.of("CONTACT_PHONE", phone));
        return Letters.letter(address, "", "");
    }

    @Test
    void eachSenderIsClosedOnce() {
        new Senders(List.of(first.bulkhead), Map.of("CH", List.of(second.bulkhead, first.bulkhead)), MINUTE).close();

        assertEquals(List.of("closed first", "closed second"), tried);
    }
}
