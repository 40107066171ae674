package dev.challenger.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.challenger.testing.Browser;
import dev.challenger.testing.Mailbox;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the mailbox page shows the messages that arrived, safely. */
class MailboxPageIT {
    @AutoClose
    private final Mailbox mailbox = new Mailbox();

    @AutoClose
    private final Site site = new Site(0);

    private final Browser browser = new Browser();

    @TempDir
    private Path letters;

    MailboxPageIT() throws Exception {}

    @BeforeEach
    void start() throws Exception {
        Templates pages = new Templates(Map.of("shop", "s", "mailbox", "m", "challenger", "c", "thing", "t"));
        site.start(new MailboxPage(mailbox, new Arrivals(letters), "", pages));
    }

    @Test
    void anEmptyMailboxReloadsByItself() throws Exception {
        String html = browser.open(site.url() + "/").html();

        assertTrue(html.contains("No messages"), html);
        assertTrue(html.contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>"), html);
        assertTrue(browser.open(site.url() + "/reload.js").html().contains("location.reload()"));
    }

    @Test
    void theNewestMessageIsTheFirst() throws Exception {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        send("b@example.com", "the newer one", "text", noon.plusSeconds(1));
        send("a@example.com", "the older one", "text", noon);
        String html = browser.open(site.url() + "/").html();

        assertTrue(html.contains("2 messages"), html);
        assertTrue(html.indexOf("the newer one") < html.indexOf("the older one"), html);
    }

    @Test
    void nothingInAMessageIsMarkup() throws Exception {
        send("\"<b>\"@example.com", "<u>subject</u>", "Grüße & <script>alert(1)</script>", Instant.EPOCH);

        String html = browser.open(site.url() + "/").html();

        assertTrue(html.contains("&lt;u&gt;subject&lt;/u&gt;"), html);
        assertTrue(html.contains("Grüße &amp; &lt;script&gt;alert(1)&lt;/script&gt;"), html);
        assertFalse(html.contains("<script>") || html.contains("<u>") || html.contains("<b>"), html);
    }

    @Test
    void textMessagesAndLettersAreShownToo() throws Exception {
        HttpResponse<Void> taken = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(site.url() + "/sms"))
                                .POST(BodyPublishers.ofString("{\"to\": \"+41791234567\", \"text\": \"<b>12345678\"}"))
                                .build(),
                        BodyHandlers.discarding());
        Files.writeString(letters.resolve("1-a.pdf"), "%PDF");
        Path slip = Files.writeString(letters.resolve("1-a.json"), "{\"lines\": [\"Alice\", \"8001 Z\u00fcrich\"]}");
        Files.setLastModifiedTime(slip, FileTime.from(Instant.parse("2026-11-21T12:00:00.123456789Z")));

        String html = browser.open(site.url() + "/").html();

        assertEquals(204, taken.statusCode());
        assertTrue(html.contains("<dd>+41791234567</dd>") && html.contains("&lt;b&gt;12345678"), html);
        assertTrue(html.contains("<dd>Alice, 8001 Zürich</dd>"), html);
        assertTrue(html.contains("<dd>Sat, 21 Nov 2026 12:00:00 GMT</dd>"), html);
        assertTrue(html.contains("href=\"/letters/1-a.pdf\""), html);
        assertEquals("%PDF", browser.open(site.url() + "/letters/1-a.pdf").html());
        assertEquals(404, browser.open(site.url() + "/letters/1-a.json").status());
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertEquals(404, browser.open(site.url() + "/favicon.ico").status());
    }

    private void send(String to, String subject, String text, Instant at) throws MessagingException {
        ServerSetup server = new ServerSetup(mailbox.port(), Site.HOST, ServerSetup.PROTOCOL_SMTP);
        MimeMessage message = GreenMailUtil.createTextEmail(to, "shop@example.com", subject, text, server);
        message.setSentDate(Date.from(at));
        GreenMailUtil.sendMimeMessage(message);
    }
}
