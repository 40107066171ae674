package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.Waiting;
import dev.challenger.transmission.NotHandedOver.Reason;
import dev.challenger.transmission.TransmissionException.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves who may pass the bulkhead of a sender, who waits, and who is refused at once. */
final class BulkheadTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Address TO = Letters.letter().recipient();
    private static final Optional<Reason> NONE = Optional.empty();
    private static final Optional<Reason> BUSY = Optional.of(Reason.BUSY);
    private static final Optional<Reason> FAULT = Optional.of(Reason.FAULT);

    private final TestClock clock = new TestClock();
    private final Sender sender = new Sender();

    @AutoClose
    private final Bulkhead bulkhead = new Bulkhead("test", sender, 3, LONG, clock);

    /** A sender of one message at a time, which fails as the test wants. */
    private static final class Sender implements Transmitter {
        private final AtomicInteger messages = new AtomicInteger();
        private @Nullable Fault fault;

        @Override
        public Receipt send(Message message) throws TransmissionException {
            messages.incrementAndGet();
            if (fault != null) {
                throw new TransmissionException(fault, "broken");
            }
            return Receipt.PLAIN;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private void send() {
        try (Permit permit = new Permit()) {
            assertEquals(NONE, permit.take(Senders.of(bulkhead), TO));
            permit.send(Letters.letter());
        } catch (TransmissionException e) {
            assertEquals(sender.fault, e.fault());
        }
    }

    private void fail(Fault fault, int times) {
        sender.fault = fault;
        for (int i = 0; i < times; i++) {
            send();
        }
        sender.fault = null;
    }

    private Optional<Reason> ask() {
        try (Permit permit = new Permit()) {
            return permit.take(Senders.of(bulkhead), TO);
        }
    }

    @Test
    void oneSendsOthersWaitAndTheRestIsRefusedAtOnce() throws Exception {
        Permit sending = new Permit();
        assertEquals(NONE, sending.take(Senders.of(bulkhead), TO));
        CountDownLatch asked = new CountDownLatch(2);
        Runnable waiting = () -> {
            asked.countDown();
            assertEquals(NONE, ask());
        };
        CompletableFuture<Void> first = CompletableFuture.runAsync(waiting);
        CompletableFuture<Void> second = CompletableFuture.runAsync(waiting);
        asked.await();

        Waiting.until("the room is full", () -> !bulkhead.hasRoom());

        assertEquals(BUSY, ask());
        assertTrue(!first.isDone() && !second.isDone());
        sending.close();
        first.join();
        second.join();
        assertEquals(NONE, ask());
    }

    @Test
    void aTurnIsWaitedForUpToALimit() {
        Bulkhead impatient = new Bulkhead("test", sender, 2, Duration.ofMillis(50), clock);
        try (Permit sending = new Permit();
                Permit late = new Permit()) {
            assertEquals(NONE, sending.take(Senders.of(impatient), TO));

            assertEquals(BUSY, late.take(Senders.of(impatient), TO));
            assertEquals(BUSY, late.take(Senders.of(impatient), TO));
        }
        try (Permit next = new Permit()) {
            assertEquals(NONE, next.take(Senders.of(impatient), TO));
        }
    }

    @Test
    void anInterruptedRequestIsRefusedAndStaysInterrupted() {
        try (Permit sending = new Permit()) {
            assertEquals(NONE, sending.take(Senders.of(bulkhead), TO));
            Thread.currentThread().interrupt();

            assertEquals(BUSY, ask());

            assertTrue(Thread.interrupted());
        }
        assertEquals(NONE, ask());
    }

    @Test
    void aPermitIsTakenOnceAndNeededToSend() {
        try (Permit permit = new Permit()) {
            assertThrows(TransmissionException.class, () -> permit.send(Letters.letter()));
            assertEquals(NONE, permit.take(Senders.of(bulkhead), TO));
            assertEquals(NONE, permit.take(Senders.of(bulkhead), TO));
        }
        assertEquals(NONE, ask());
    }

    @Test
    void faultsInARowOpenTheCircuit() {
        fail(Fault.SENDER, Circuit.FAULTS - 1);
        assertEquals(NONE, ask());
        fail(Fault.SENDER, 1);

        assertEquals(FAULT, ask());
        assertEquals(Circuit.FAULTS, sender.messages.get());
    }

    @Test
    void halfAsManyTimeOutsOpenTheCircuit() {
        fail(Fault.TIME_OUT, Circuit.FAULTS / 2 - 1);
        assertEquals(NONE, ask());
        fail(Fault.TIME_OUT, 1);

        assertEquals(FAULT, ask());
    }

    @ParameterizedTest
    @EnumSource(names = {"ADDRESS", "MESSAGE"})
    void refusalsOfAddressesNeverOpenTheCircuit(Fault fault) {
        fail(fault, 100);

        assertEquals(NONE, ask());
    }

    @ParameterizedTest
    @EnumSource(names = {"ADDRESS", "MESSAGE"})
    void anyAnswerInBetweenShowsThatTheSenderWorks(Fault fault) {
        for (int i = 0; i < 3; i++) {
            fail(Fault.SENDER, Circuit.FAULTS - 1);
            fail(fault, 1);
        }
        fail(Fault.SENDER, Circuit.FAULTS - 1);
        send();
        fail(Fault.SENDER, Circuit.FAULTS - 1);

        assertEquals(NONE, ask());
    }

    @Test
    void anOpenCircuitLetsOneProbeThroughAtATime() {
        fail(Fault.SENDER, Circuit.FAULTS);
        clock.advance(Circuit.OPEN_FOR.minusMillis(1));
        assertEquals(FAULT, ask());
        clock.advance(Duration.ofMillis(1));

        try (Permit probe = new Permit()) {
            assertEquals(NONE, probe.take(Senders.of(bulkhead), TO));

            assertEquals(FAULT, ask());
        }

        fail(Fault.SENDER, 1);
        assertEquals(FAULT, ask());
        clock.advance(Circuit.OPEN_FOR);
        send();
        assertEquals(NONE, ask());
    }

    @Test
    void aProbeThatSendsNothingMakesRoomForTheNext() {
        fail(Fault.SENDER, Circuit.FAULTS);
        clock.advance(Circuit.OPEN_FOR);

        for (int i = 0; i < 10; i++) {
            assertEquals(NONE, ask());
        }
    }

    @Test
    void aProbeThatFindsNoTurnMakesRoomForTheNext() {
        Bulkhead narrow = new Bulkhead("test", sender, 1, Duration.ZERO, clock);
        sender.fault = Fault.SENDER;
        try (Permit hanging = new Permit()) {
            assertEquals(NONE, hanging.take(Senders.of(narrow), TO));
            for (int i = 0; i < Circuit.FAULTS; i++) {
                assertThrows(TransmissionException.class, () -> hanging.send(Letters.letter()));
            }
            clock.advance(Circuit.OPEN_FOR);
            try (Permit probe = new Permit()) {
                assertEquals(BUSY, probe.take(Senders.of(narrow), TO));
            }
        }
        try (Permit probe = new Permit()) {
            assertEquals(NONE, probe.take(Senders.of(narrow), TO));
        }
    }

    @Test
    void whoeverWaitsWhileTheCircuitOpensIsRefused() {
        Permit sending = new Permit();
        assertEquals(NONE, sending.take(Senders.of(bulkhead), TO));
        CompletableFuture<Optional<Reason>> waiting = CompletableFuture.supplyAsync(this::ask);
        Waiting.until("a request waits", bulkhead::isWaitedFor);
        sender.fault = Fault.SENDER;

        for (int i = 0; i < Circuit.FAULTS; i++) {
            assertThrows(TransmissionException.class, () -> sending.send(Letters.letter()));
        }
        sending.close();

        assertEquals(FAULT, waiting.join());
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepTheCircuitOpen() {
        fail(Fault.SENDER, Circuit.FAULTS);

        clock.advance(Duration.ofDays(-1));

        assertEquals(NONE, ask());
    }
}
