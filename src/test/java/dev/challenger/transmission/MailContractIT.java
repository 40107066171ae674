package dev.challenger.transmission;

import dev.challenger.testing.Mailbox;
import dev.challenger.testing.TestClock;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.Unchecked;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Runs the conformance suite against a mail server. */
final class MailContractIT extends NodeContract {
    @Override
    OtherSide otherSide() {
        return new Server();
    }

    /** A mail server that plays a script of the suite. */
    static class Server implements OtherSide {
        private final List<String> accepted = new CopyOnWriteArrayList<>();
        private volatile Behaviour behaviour = Behaviour.ACCEPTS;
        private final ScriptedMailServer server = Unchecked.call(() -> new ScriptedMailServer(this::play));

        /** The last line of the reply to EHLO. */
        String greeting() {
            return "250 fine";
        }

        private void begin(Line line, String verb) throws Exception {
            line.obeyUntil("EHLO");
            line.say("250-ready");
            line.say(greeting());
            if (greeting().contains("AUTH")) {
                line.answerUntil("AUTH");
                line.say("235 welcome");
            }
            line.answerUntil(verb);
        }

        private void play(Line line, int connection) throws Exception {
            switch (behaviour) {
                case ACCEPTS -> {
                    begin(line, "DATA");
                    line.say("354 go on");
                    int before = server.mails().size();
                    line.receive();
                    accepted.add(server.mails().get(before));
                    line.say("250 queued");
                    // Ends the connection, so that the next one shows the next behaviour.
                }
                case KNOWS_NO_SUCH_ADDRESS -> refuse(line, "550 5.1.1 <" + Letters.EMAIL + "> unknown");
                case REFUSES -> refuse(line, "451 4.7.1 <" + Letters.EMAIL + "> later");
                case HANGS -> {
                    begin(line, "DATA");
                    line.say("354 go on");
                    line.hang();
                }
                case IS_OUT_OF_ORDER -> line.say("421 out of order");
            }
        }

        private void refuse(Line line, String reply) throws Exception {
            begin(line, "RCPT");
            line.say(reply);
            line.answerUntil("nothing");
        }

        @Override
        public void behave(Behaviour next) {
            behaviour = next;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("mail.port", Integer.toString(server.port()), "mail.timeout", "PT1S");
        }

        MailAccount account() {
            return TestSettings.load(settings()).sending().mail().orElseThrow();
        }

        @Override
        public Transmitter sender() {
            return new MailTransmitter(account(), new TestClock(), new SecureRandom());
        }

        @Override
        public int attempts() {
            return server.connections();
        }

        @Override
        public List<Arrived> accepted() {
            return accepted.stream().map(Server::read).toList();
        }

        private static final Set<String> HEADERS = Set.of(
                "date",
                "from",
                "to",
                "message-id",
                "subject",
                "mime-version",
                "content-type",
                "content-transfer-encoding",
                "content-language",
                "auto-submitted",
                "x-auto-response-suppress",
                "reply-to");

        private static Arrived read(String mail) {
            return Unchecked.call(() -> {
                MimeMessage message = new MimeMessage(
                        Session.getInstance(new Properties()),
                        // The server has the dots as they came over the wire (RFC 5321 section 4.5.2).
                        new ByteArrayInputStream(
                                mail.replace("\r\n..", "\r\n.").getBytes(StandardCharsets.ISO_8859_1)));
                Set<String> others = Collections.list(message.getAllHeaders()).stream()
                        .map(header -> header.getName().toLowerCase(Locale.ROOT))
                        .filter(name -> !HEADERS.contains(name))
                        .collect(Collectors.toSet());
                if (!others.isEmpty()) {
                    throw new AssertionError("more headers: " + others);
                }
                return new Arrived(
                        ((InternetAddress) message.getAllRecipients()[0]).getAddress(), Mailbox.text(message));
            });
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
