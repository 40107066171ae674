package dev.challenger.transmission;

import java.time.Duration;

/**
 * Hands messages over for delivery: to a mail server, to a helper command of the operator, to a gateway, or to a directory from
 * which another program takes letters.
 */
public interface Transmitter extends AutoCloseable {
    /**
     * Hands a message over. Returns after the other side has accepted it, or fails within the sender's time limit.
     *
     * @return the acceptance; {@link Receipt#PLAIN} if the other side says nothing more
     * @throws TransmissionException if the message was not accepted; after a timeout it may have been accepted nevertheless
     */
    Receipt send(Message message) throws TransmissionException;

    /**
     * Hands a message over as {@link #send(Message)} does, and tells what passes between the two sides.
     *
     * @param dialogue gets lines without secrets; they may have the address and the text in them
     */
    default Receipt send(Message message, Dialogue dialogue) throws TransmissionException {
        return send(message);
    }

    /**
     * Tests the sender without sending anything.
     *
     * @param dialogue as for {@link #send(Message, Dialogue)}
     * @throws TransmissionException if a message could not be handed over now
     */
    default void check(Dialogue dialogue) throws TransmissionException {}

    /** Returns the number of messages that this sender hands over at a time. Further ones wait in its {@link Bulkhead}. */
    default int concurrency() {
        return 5;
    }

    /** Returns the longest time that {@link #send} takes. */
    default Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    void close();
}
