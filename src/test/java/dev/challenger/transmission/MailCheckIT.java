package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.challenger.transmission.MailAccount.Security;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proves that {@code check} detects a mail server that is unreachable, insecure, or refuses the login. */
final class MailCheckIT {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.setUser("shop@example.com", "shop", "open");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aServerThatAcceptsTheLoginPassesAndGetsNoMessage() throws Exception {
        check(MailSettings.withUser(settings(), "shop", "open"));

        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void aWrongPasswordIsReportedWithoutPrintingIt() {
        String failure = failure(MailSettings.withUser(settings(), "shop", "hunter2"));

        assertTrue(failure.contains("refused with 535"), failure);
        assertTrue(!failure.contains("hunter2"), failure);
    }

    @Test
    void aServerWithoutStartTlsIsReported() {
        String failure = failure(MailSettings.secured(server.getSmtp().getPort(), Security.STARTTLS));

        assertTrue(failure.contains("does not offer STARTTLS"), failure);
    }

    @Test
    void anUnreachableServerIsReported() {
        MailAccount settings = settings();
        server.stop();

        String failure = failure(settings);

        assertTrue(failure.contains("127.0.0.1:" + settings.port()), failure);
    }

    private MailAccount settings() {
        return MailSettings.plain(server.getSmtp().getPort());
    }

    private static void check(MailAccount account) throws TransmissionException {
        try (MailTransmitter sender = new MailTransmitter(account, InstantSource.system(), new SecureRandom())) {
            sender.check(Dialogue.UNHEARD);
        }
    }

    private static String failure(MailAccount settings) {
        return String.valueOf(
                assertThrows(TransmissionException.class, () -> check(settings)).getMessage());
    }
}
