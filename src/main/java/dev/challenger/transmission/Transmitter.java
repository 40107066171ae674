package dev.challenger.transmission;

/** A way to hand messages over for delivery: the mail server, or an operator's command. */
public interface Transmitter extends AutoCloseable {
    /**
     * Returns once the message is handed over, within the sender's time limit.
     *
     * @throws TransmissionException if it was not, as far as anybody can tell
     */
    void send(Message message) throws TransmissionException;

    @Override
    void close();
}
