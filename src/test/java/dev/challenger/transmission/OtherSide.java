package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Addresses;
import dev.challenger.testing.TestClient;
import dev.challenger.text.Language;
import dev.challenger.transmission.TransmissionException.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Returns whether this side can show a behaviour. */
    default boolean shows(Behaviour behaviour) {
        return true;
    }

    /** Returns the address that people submit to a node with these settings. */
    default Map<String, String> address() {
        return Map.of("CONTACT_EMAIL", TestClient.ADDRESS);
    }

    /** Returns the field of the address in which a test puts what it compares. */
    default String field() {
        return "CONTACT_EMAIL";
    }

    /** Makes a message for this side. */
    default Message message(String to, String subject, String text, Message.Mail mail, String asker, String reference) {
        return new Message(Addresses.typed(to), Language.EN, subject, text, mail, Letters.TAN, asker, reference);
    }

    /** Returns the faults by which this sender refuses a message whose parts it cannot send. */
    default Set<Fault> refusals() {
        return Set.of(Fault.ADDRESS, Fault.UNSUPPORTED);
    }

    /** Checks that a text is the whole text of an arrived message. */
    default void assertText(String text, Arrived arrived) {
        assertEquals(plain(text), plain(arrived.text()));
    }

    /** Senders may change the form of line ends, and no encoding has half a character. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("\\p{Cs}", "?");
    }

    /** Returns the settings of a node that sends to this side. */
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
