package dev.challenger.transmission;

import java.util.List;
import java.util.Map;

/** The other side of a sender: a mail server, a command or a gateway that behaves as the test wants. */
interface OtherSide extends AutoCloseable {
    /** Behaviours that every kind of other side can show. */
    enum Behaviour {
        ACCEPTS,
        /** Says that the address does not exist. */
        KNOWS_NO_SUCH_ADDRESS,
        /** Refuses the message for another reason. */
        REFUSES,
        /** Takes the message and never answers. */
        HANGS,
        /** Does not work, whatever the message is. */
        IS_OUT_OF_ORDER
    }

    /** Changes the behaviour, for messages from now on. */
    void behave(Behaviour behaviour) throws Exception;

    /** Returns the settings of a node that sends e-mail to this side. */
    Map<String, String> settings();

    /** Returns a part of the refusal while the sender is busy. */
    default String busy() {
        return "too many messages wait";
    }

    /** Makes a sender to this side. */
    Transmitter sender() throws Exception;

    /** Returns the number of times that a message has begun to arrive. */
    int attempts() throws Exception;

    /** Returns the accepted messages in full, with the parts that depend on the message decoded: address and text. */
    List<Arrived> accepted() throws Exception;

    /** An accepted message. */
    record Arrived(String to, String text) {}

    @Override
    void close() throws Exception;
}
