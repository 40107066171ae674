package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.challenger.transmission.MailAccount.Security;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves that mail goes by TLS or STARTTLS to the right server only, and never in plain text instead. */
final class MailSecurityIT {
    @TempDir
    private static Path directory;

    private static LoopbackCertificate certificate;
    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = LoopbackCertificate.in(directory);
        tls = certificate.context();
    }

    @Test
    void aMessageGoesOverTls() throws Exception {
        GreenMail mailbox = mailboxWithTls();
        try (MailTransmitter transmitter = transmitter(mailbox.getSmtps().getPort(), Security.TLS)) {
            transmitter.send(letter());
            transmitter.send(letter());

            assertEquals(2, mailbox.getReceivedMessages().length);
        } finally {
            mailbox.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aServerWithAnUntrustedCertificateGetsNothing(Security security) throws Exception {
        try (ScriptedMailServer server = secured(security);
                MailTransmitter transmitter = new MailTransmitter(
                        MailSettings.secured(server.port(), security), InstantSource.system(), new SecureRandom())) {
            String failure = Failures.of(transmitter, letter());

            assertTrue(failure.contains("SSLHandshakeException: PKIX path building failed"), failure);
            assertEquals(0, server.mails().size());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aServerWithACertificateOfAnotherNameGetsNothing(Security security) throws Exception {
        try (ScriptedMailServer server = secured(security);
                MailTransmitter transmitter = transmitter(
                        MailSettings.withHost(MailSettings.secured(server.port(), security), "localhost"))) {
            String failure = Failures.of(transmitter, letter());

            assertTrue(failure.contains("SSLHandshakeException: No name matching localhost"), failure);
            assertEquals(0, server.mails().size());
        }
    }

    @Test
    void everythingAfterStartTlsIsEncrypted() throws Exception {
        try (ScriptedMailServer server = secured(Security.STARTTLS);
                MailTransmitter transmitter = transmitter(MailSettings.withUser(
                        MailSettings.secured(server.port(), Security.STARTTLS), "shop", "open"))) {
            transmitter.send(letter());
            transmitter.send(letter());

            assertEquals(2, server.mails().size());
            assertEquals("STARTTLS", server.commands().get(1));
            assertTrue(server.commands().get(3).startsWith("AUTH"));
            assertEquals(1, server.connections());
        }
    }

    private static ScriptedMailServer secured(Security security) throws IOException {
        return new ScriptedMailServer((line, connection) -> {
            if (security == Security.TLS) {
                line.startTls(tls);
                line.obey();
            } else {
                startTls(line);
            }
        });
    }

    private static void startTls(Line line) throws IOException {
        line.say("220 ready");
        line.answerUntil("EHLO");
        line.say("250-fine\r\n250 STARTTLS");
        line.answerUntil("STARTTLS");
        line.say("220 go on");
        line.startTls(tls);
        line.answerUntil("EHLO");
        line.say("250-fine\r\n250 AUTH PLAIN");
        line.answerUntil("AUTH");
        line.say("235 welcome");
        line.answerUntil("nothing");
    }

    @Test
    void aServerWithoutStartTlsGetsNothingInPlainText() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.withUser(
                        MailSettings.secured(server.port(), Security.STARTTLS), "shop", "open"))) {
            String failure = Failures.of(transmitter, letter());

            assertTrue(failure.endsWith(": does not offer STARTTLS"), failure);
            assertEquals("[EHLO challenger.example]", server.commands().toString());
        }
    }

    @Test
    void aServerThatRejectsStartTlsGetsNothing() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> {
                    line.say("220 ready");
                    line.answerUntil("EHLO");
                    line.say("250-fine\r\n250 STARTTLS");
                    line.answerUntil("STARTTLS");
                    line.say("454 not now");
                    line.answerUntil("nothing");
                });
                MailTransmitter transmitter = transmitter(server.port(), Security.STARTTLS)) {
            String failure = Failures.of(transmitter, letter());

            assertTrue(failure.endsWith(": refused with 454"), failure);
            assertEquals(
                    "[EHLO challenger.example, STARTTLS]", server.commands().toString());
        }
    }

    @Test
    void aServerWithoutTlsGetsNothing() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(server.port(), Security.TLS)) {
            Failures.of(transmitter, letter());

            assertEquals(0, server.mails().size());
            assertEquals(1, server.connections());
        }
    }

    private static MailTransmitter transmitter(int port, Security security) {
        return transmitter(MailSettings.secured(port, security));
    }

    private static MailTransmitter transmitter(MailAccount mail) {
        return new MailTransmitter(mail, InstantSource.system(), new SecureRandom(), tls::getSocketFactory);
    }

    private static GreenMail mailboxWithTls() {
        System.setProperty(
                DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY,
                certificate.file().toString());
        try {
            GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
            mailbox.start();
            return mailbox;
        } finally {
            System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
        }
    }
}
