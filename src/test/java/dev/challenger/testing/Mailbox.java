package dev.challenger.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real SMTP server that keeps the messages it gets. */
public final class Mailbox implements AutoCloseable {
    private static final Pattern TAN = Pattern.compile("\\b(\\d{8})\\b");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    public Mailbox() {
        server.start();
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Returns all messages. Only messages to the same address are in the order of their arrival. */
    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    /** Returns the TAN of the newest message to {@link TestClient#ADDRESS}, as written there. */
    public String newestTan() {
        return newestTan(TestClient.ADDRESS);
    }

    /** Returns the TAN of the newest message to an address, as written there. */
    public String newestTan(String address) {
        Matcher tan = TAN.matcher(GreenMailUtil.getBody(newest(address)));
        if (!tan.find()) {
            throw new AssertionError("the message has no TAN");
        }
        return tan.group(1);
    }

    /** Returns the newest message to an address. */
    public MimeMessage newest(String address) {
        List<MimeMessage> all = List.of(server.getReceivedMessagesForDomain(address));
        if (all.isEmpty()) {
            throw new AssertionError("no message has arrived");
        }
        return all.get(all.size() - 1);
    }

    /** Returns the plain text of a message. */
    public static String text(MimeMessage message) {
        return part(message, "text/plain").orElseThrow();
    }

    /** Returns the HTML of a message. */
    public static Optional<String> html(MimeMessage message) {
        return part(message, "text/html");
    }

    private static Optional<String> part(Part part, String type) {
        try {
            if (part.isMimeType(type)) {
                return Optional.of(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            Optional<String> found = Optional.empty();
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount() && found.isEmpty(); i++) {
                    found = part(parts.getBodyPart(i), type);
                }
            }
            return found;
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
