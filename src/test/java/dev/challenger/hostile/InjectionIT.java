package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.client.Clients.Registration;
import dev.challenger.client.Instances;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that no address and no name can become a header, a second recipient, markup or a script. */
@TestInstance(Lifecycle.PER_CLASS)
class InjectionIT {
    private static final String SCRIPT = "\"><script>alert(1)</script>";

    @AutoClose
    private final World world = World.with("limit.address-changes", "10");

    private final TestClient client = world.node().client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person@example.com\r\nBcc: other@example.com",
                "person@example.com\nX: y",
                "person@example.com\rX: y",
                "person\r\n@example.com",
                "person@exa\r\nmple.com",
                "person@example.com\r\n\r\nNow the text",
                "person@example.com\u0000",
                "person@example.com\u0085X: y",
                "person\u2028@example.com",
                "person@exa\u2029mple.com",
                "person@example.com>\r\nRCPT TO:<other@example.com",
                "person@example.com,other@example.com",
                "person@example.com;other@example.com",
                "person@example.com other@example.com",
                "person@example.com@example.com",
                "<person@example.com>",
                "Person <person@example.com>",
                "\"per son\"@example.com",
                "\"per\\\r\n son\"@example.com",
                "person(comment)@example.com",
                "person@[127.0.0.1]",
                "person@example.com%0d%0aBcc:x",
                "per:son@example.com",
                "p\u0435rson@example.com",
                "person@exa mple.com",
                "person@-example.com",
                "person@example_.com",
                "person@example..com",
                "person@.com",
                "person@localhost",
                "person@",
                "@example.com",
                "person",
            })
    void addressesWithInjectedTextAreRefused(String address) {
        int before = world.mailbox().messages().size();
        String nonce = client.setup();

        Answer answer = client.challenge(nonce, address);

        assertEquals(400, answer.status(), answer.body());
        assertEquals(26, answer.code(), answer.body());
        assertEquals(before, world.mailbox().messages().size());
    }

    @ParameterizedTest
    @CsvSource({
        "person+tag@example.com,person+tag@example.com",
        "o'brien@example.com,o'brien@example.com",
        "#$&'*+-/=?^_`{|}~@example.com,#$&'*+-/=?^_`{|}~@example.com",
        "-f@example.com,-f@example.com",
        "p\u00e9rson@example.com,p\u00e9rson@example.com",
        "Person@EXAMPLE.com,Person@example.com",
        "person@b\u00fccher.example,person@xn--bcher-kva.example",
        "=?utf-8?q?person?=@example.com,=?utf-8?q?person?=@example.com",
        "'\r\n spaced@example.com\r\n',spaced@example.com",
    })
    void unusualAddressesGetMailsWithTheHeadersOfAllOthers(String address, String recipient) throws MessagingException {
        assertEquals(200, client.challenge(client.setup(), address).status());

        assertOnlyRecipient(recipient);
    }

    private void assertOnlyRecipient(String recipient) throws MessagingException {
        MimeMessage mail = world.mailbox().messages().stream()
                .filter(message -> recipient.equals(to(message)))
                .findFirst()
                .orElseThrow();
        TreeSet<String> names = new TreeSet<>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            assertTrue(names.add(header.getName()), header.getName() + " is there twice");
        }
        assertEquals(
                List.of(
                        "Auto-Submitted",
                        "Content-Language",
                        "Content-Type",
                        "Date",
                        "From",
                        "MIME-Version",
                        "Message-ID",
                        "Received",
                        "Return-Path",
                        "Subject",
                        "To",
                        "X-Auto-Response-Suppress"),
                List.copyOf(names));
        assertEquals(1, mail.getAllRecipients().length);
    }

    private static String to(MimeMessage message) {
        try {
            return message.getHeader("To", null);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void inputOfAPersonIsShownAgainAndCannotRun() {
        Answer page = client.challengeByPage(client.setup(), Map.of("CONTACT_EMAIL", SCRIPT));

        assertEquals(400, page.status());
        assertTrue(page.body().contains("value=\"&quot;&gt;&lt;script&gt;"), page.body());
        assertFalse(page.body().contains("<script>"), page.body());
    }

    @Test
    void prefilledFieldsCannotRun() {
        String nonce = client.setup("{\"CONTACT_EMAIL\":\"" + SCRIPT.replace("\"", "\\\"") + "\\r\\n\\u0000\"}");

        Answer page = client.browse(nonce);

        assertEquals(200, page.status());
        assertFalse(page.body().contains("<script>"), page.body());
    }

    @Test
    void theNameOfAClientIsTextOnPagesAndInMails() throws MessagingException {
        Registration registered = world.node()
                .challenger()
                .clients()
                .add(
                        Client.fresh("\u201c<b>${1+1}</b>\u201d {0} %s", List.of(TestClient.REDIRECT_URI)),
                        Instances.NONE,
                        Optional.empty());
        // A line separator was allowed once.
        new Sql(world.database())
                .run("UPDATE client SET name = CONCAT(name, '\u2028Bcc: x') WHERE id = " + registered.id());
        TestClient odd = new TestClient(
                client.http(), registered.id(), registered.secret().text());
        String nonce = odd.setup();

        Answer page = odd.browse(nonce);
        odd.challenge(nonce, "odd@example.com");

        assertTrue(page.body().contains("\u201c&lt;b&gt;${1+1}&lt;/b&gt;\u201d {0} %s"), page.body());
        assertOnlyRecipient("odd@example.com");
        String mail = body("odd@example.com");
        assertTrue(mail.contains("\u201c<b>${1+1}</b>\u201d {0} %s"), mail);
        assertTrue(mail.lines().noneMatch(line -> line.startsWith("Bcc:")), mail);
    }

    private String body(String recipient) {
        return world.mailbox().messages().stream()
                .filter(message -> recipient.equals(to(message)))
                .map(InjectionIT::text)
                .findFirst()
                .orElseThrow();
    }

    private static String text(MimeMessage message) {
        try {
            // The first part of a message is its plain text.
            return String.valueOf(
                    ((Multipart) message.getContent()).getBodyPart(0).getContent());
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
