package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.challenger.testing.Addresses;
import dev.challenger.testing.Mailbox;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves the form of the messages that arrive at a mail server that behaves well. */
final class MailTransmitterIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-03T21:04:05Z"));

    private GreenMail mailbox;

    @BeforeEach
    void startMailbox() {
        mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailbox.start();
    }

    @AfterEach
    void stopMailbox() {
        mailbox.stop();
    }

    @Test
    void aMessageHasExactlyTheseHeadersAndItsText() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            transmitter.send(letter("alice@example.com", "Your code", "Your code is\n1234-5678.\n.\nBye\n"));

            String mail = server.mails().get(0);
            String id = "[0-9a-f]{32}";
            assertEquals("""
                    Date: Tue, 3 Feb 2026 21:04:05 +0000
                    From: Challenger <noreply@challenger.example>
                    To: alice@example.com
                    Message-ID: <ID@challenger.example>
                    Subject: Your code
                    MIME-Version: 1.0
                    Content-Language: en
                    Auto-Submitted: auto-generated
                    X-Auto-Response-Suppress: All
                    Content-Type: text/plain; charset=UTF-8
                    Content-Transfer-Encoding: 7bit

                    Your code is
                    1234-5678.
                    ..
                    Bye
                    """, mail.replace("\r\n", "\n").replaceFirst("<" + id + "@", "<ID@"));
            assertEquals(
                    List.of(
                            "EHLO challenger.example",
                            "MAIL FROM:<noreply@challenger.example>",
                            "RCPT TO:<alice@example.com>",
                            "DATA"),
                    server.commands());
        }
    }

    @Test
    void textAndHtmlAreAlternativesAndArriveAsWritten() throws Exception {
        String text = "Ihr Code für Sie:\n12345678\n";
        String html = "<!DOCTYPE html>\n<p lang=\"ar\">رمزك: 12345678</p>\n" + "<br>x".repeat(500) + "\n";
        Message.Mail parts = new Message.Mail(
                Optional.of("Łódź \"Shop\", über\r\nBcc: eve@example.com"),
                Optional.of("help@bank.example"),
                Optional.of(html));

        send(letter(Addresses.email("alice@example.com"), "Code", text, parts));

        MimeMessage mail = received(0);
        Multipart both = (Multipart) mail.getContent();
        assertTrue(mail.isMimeType("multipart/alternative"));
        assertEquals(2, both.getCount());
        assertEquals(lines(text), lines(Mailbox.text(mail)));
        assertEquals(lines(html), lines(Mailbox.html(mail).orElseThrow()));
        InternetAddress sender = (InternetAddress) mail.getFrom()[0];
        assertEquals("Łódź \"Shop\", über Bcc: eve@example.com", sender.getPersonal());
        assertEquals("noreply@challenger.example", sender.getAddress());
        assertEquals("help@bank.example", mail.getReplyTo()[0].toString());
        assertNull(mail.getHeader("Bcc"));
        assertEquals("All", mail.getHeader("X-Auto-Response-Suppress", null));
        assertEquals("en", mail.getContentLanguage()[0]);
    }

    @Test
    void everyMessageHasItsOwnId() throws Exception {
        send(letter());
        send(letter());

        assertNotEquals(received(0).getMessageID(), received(1).getMessageID());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ihr Code lautet für Sie „1234-5678“.\nGrüße\n",
                "Ваш код: 1234-5678\nДо свидания\n",
                "İstanbul ışığı 🎉\n",
                "no end of line",
                "windows\r\nlines\r\n"
            })
    void textInAnyScriptArrivesAsWritten(String text) throws Exception {
        send(letter("alice@example.com", "Code", text));

        MimeMessage mail = received(0);
        assertEquals(lines(text), lines(new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
        assertFalse(mail.getEncoding().equals("8bit"));
    }

    @Test
    void aLongLineIsNotLongerOnTheWireThanMailAllows() throws Exception {
        String text = "x".repeat(5000) + "\n";
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            transmitter.send(letter("alice@example.com", "Code", text));

            assertTrue(server.mails().get(0).lines().allMatch(line -> line.length() < 998));
        }
    }

    @Test
    void aSubjectIsEncoded() throws Exception {
        String subject = "Ваш код для магазина „Grüße & Söhne“, Filiale Altötting";

        send(letter("alice@example.com", subject, "text"));

        String raw = received(0).getHeader("Subject", null);
        assertTrue(raw.chars().allMatch(c -> c < 128));
        assertEquals(subject, MimeUtility.decodeText(MimeUtility.unfold(raw)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hi\r\nBcc: eve@example.com", "Hi\nBcc: eve@example.com", "Hi\rBcc: eve@example.com"})
    void aLineBreakInASubjectMakesNoHeader(String subject) throws Exception {
        send(letter("alice@example.com", subject, "text"));

        MimeMessage mail = received(0);
        assertNull(mail.getHeader("Bcc"));
        assertEquals("Hi Bcc: eve@example.com", mail.getSubject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "alice@example.com\r\nRCPT TO:<eve@example.com>",
                "alice@example.com\nBcc: eve@example.com",
                "alice@example.com>, <eve@example.com",
                "alice@example.com, eve@example.com",
                "Alice <alice@example.com>",
                "alice: bob@example.com, eve@example.com;",
                "\u0430lice@example.com",
                "alice@example.com\0"
            })
    void aRecipientThatIsNotOneAddressIsRefusedBeforeAnyConnection(String email) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.plain(server.port()))) {
            String failure = Failures.of(transmitter, letter(email));

            assertEquals("not an address that mail can be sent to", failure);
            assertEquals(0, server.connections());
        }
    }

    @Test
    void domainsGoInTheirAsciiForm() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.withFrom(
                        MailSettings.plain(server.port()), "Prüfstelle <noreply@prüfung.example>", Optional.empty()))) {
            transmitter.send(letter("alice@BÜCHER.example"));

            assertTrue(server.commands().contains("EHLO xn--prfung-4ya.example"));
            assertTrue(server.commands().contains("MAIL FROM:<noreply@xn--prfung-4ya.example>"));
            assertTrue(server.commands().contains("RCPT TO:<alice@xn--bcher-kva.example>"));
            assertTrue(server.mails().get(0).contains("To: alice@xn--bcher-kva.example\r\n"));
            assertTrue(
                    server.mails().get(0).contains("=?UTF-8?Q?Pr=C3=BCfstelle?= <noreply@xn--prfung-4ya.example>\r\n"));
            assertTrue(server.mails().get(0).contains("@xn--prfung-4ya.example>\r\nSubject"));
        }
    }

    @Test
    void failuresOfDeliveryAreReportedToAnAddressOfTheirOwn() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                MailTransmitter transmitter = transmitter(MailSettings.withFrom(
                        MailSettings.plain(server.port()),
                        MailSettings.FROM,
                        Optional.of("bounces@prüfung.example")))) {
            transmitter.send(letter());

            assertTrue(server.commands().contains("MAIL FROM:<bounces@xn--prfung-4ya.example>"));
            assertTrue(server.mails().get(0).contains("From: " + MailSettings.FROM + "\r\n"));
            assertFalse(server.mails().get(0).contains("bounces"));
        }
    }

    @Test
    void aUserIsAuthenticated() throws Exception {
        mailbox.setUser("shop@example.com", "shop", "öpen");

        try (MailTransmitter transmitter = transmitter(MailSettings.withUser(plain(), "shop", "öpen"))) {
            transmitter.send(letter());
        }

        assertEquals(1, mailbox.getReceivedMessages().length);
    }

    @Test
    void aWrongPasswordIsAFailureWithoutThePassword() throws Exception {
        mailbox.setUser("shop@example.com", "shop", "open");

        try (MailTransmitter transmitter = transmitter(MailSettings.withUser(plain(), "shop", "sesame"))) {
            String failure = Failures.of(transmitter, letter());

            assertEquals(
                    "mail server 127.0.0.1:" + mailbox.getSmtp().getPort()
                            + ": refused with 535 5.7.8 at the login by PLAIN; it offers PLAIN, LOGIN, XOAUTH2",
                    failure);
        }
        assertEquals(0, mailbox.getReceivedMessages().length);
    }

    private void send(Message message) throws TransmissionException {
        try (MailTransmitter transmitter = transmitter(plain())) {
            transmitter.send(message);
        }
    }

    private MailAccount plain() {
        return MailSettings.plain(mailbox.getSmtp().getPort());
    }

    private static MailTransmitter transmitter(MailAccount mail) {
        return new MailTransmitter(mail, CLOCK, new SecureRandom());
    }

    private MimeMessage received(int index) {
        return mailbox.getReceivedMessages()[index];
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
