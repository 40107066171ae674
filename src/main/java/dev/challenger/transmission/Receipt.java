package dev.challenger.transmission;

import java.util.Optional;

/**
 * The other side's acceptance of a message, for the audit log. It has neither TAN nor address.
 *
 * @param sender the name of the sender that carried the message; empty as long as it is unknown
 * @param id the id by which the other side knows the message: the Message-ID of a mail, or the id in the answer of a gateway
 * @param reply the answer of the other side, on one line
 */
public record Receipt(String sender, Optional<String> id, Optional<String> reply) {
    /** The receipt of a sender that learns nothing but the acceptance. */
    public static final Receipt PLAIN = new Receipt("", Optional.empty(), Optional.empty());

    private static final int LONGEST = 200;

    /** Makes a receipt of what the other side said. Hides the TAN and the address of the message in it, and shortens it. */
    public static Receipt of(Message message, Optional<String> id, Optional<String> reply) {
        Blackout blackout = new Blackout(message);
        return new Receipt("", id.map(text -> plain(blackout, text)), reply.map(text -> plain(blackout, text)));
    }

    private static String plain(Blackout blackout, String text) {
        String line = blackout.line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    Receipt by(String name) {
        return new Receipt(name, id, reply);
    }
}
