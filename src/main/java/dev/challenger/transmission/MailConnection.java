package dev.challenger.transmission;

import dev.challenger.transmission.smtp.SmtpSession;
import dev.challenger.transmission.smtp.SmtpSession.Step;
import jakarta.mail.MessagingException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the mail server that opens when it is needed, and is kept as long as the server lets it. If the server has
 * ended a session that was used before, or does not take MAIL on it, nothing has been accepted: the message goes over a fresh
 * session, once. Used by one thread at a time.
 */
final class MailConnection {
    private final MailServer server;
    private @Nullable SmtpSession open;

    MailConnection(MailServer server) {
        this.server = server;
    }

    /** Returns once the server has accepted the message. */
    void send(TextMail mail) throws TransmissionException {
        SmtpSession used = open;
        if (used == null || !handedOver(mail, used)) {
            SmtpSession fresh = server.open();
            open = fresh;
            try {
                fresh.send(mail.from(), mail.to(), mail.content());
            } catch (MessagingException | IOException | RuntimeException e) {
                throw failed(fresh, e);
            }
        }
    }

    /** Returns false if the server did not even take MAIL. */
    private boolean handedOver(TextMail mail, SmtpSession used) throws TransmissionException {
        try {
            used.send(mail.from(), mail.to(), mail.content());
            return true;
        } catch (MessagingException | IOException | RuntimeException e) {
            TransmissionException failure = failed(used, e);
            if (used.step() != Step.MAIL || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            return false;
        }
    }

    private TransmissionException failed(SmtpSession session, Exception failure) {
        TransmissionException described = server.failure(session, failure);
        close();
        return described;
    }

    /** Sends QUIT and closes the connection, without waiting for a reply. */
    void close() {
        if (open != null) {
            MailServer.quit(open);
            open = null;
        }
    }
}
