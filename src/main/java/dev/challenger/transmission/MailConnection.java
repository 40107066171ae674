package dev.challenger.transmission;

import dev.challenger.transmission.smtp.SmtpSession;
import dev.challenger.transmission.smtp.SmtpSession.Step;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the mail server that opens when it is needed, and is kept as long as the server lets it. If the server has
 * ended a session that was used before, or does not take MAIL on it, nothing has been accepted: the message goes over a fresh
 * session, once. Used by one thread at a time.
 */
final class MailConnection {
    private final MailServer server;
    private final Dialogue dialogue;
    private @Nullable SmtpSession open;

    MailConnection(MailServer server, Dialogue dialogue) {
        this.server = server;
        this.dialogue = dialogue;
    }

    /** Returns the reply of the server once it has accepted the message. */
    String send(TextMail mail) throws TransmissionException {
        SmtpSession used = open;
        Optional<String> reply = used == null ? Optional.empty() : handOver(mail, used);
        return reply.isPresent() ? reply.get() : sendAfresh(mail);
    }

    private String sendAfresh(TextMail mail) throws TransmissionException {
        SmtpSession fresh = server.open(dialogue);
        open = fresh;
        try {
            return send(mail, fresh);
        } catch (MessagingException | IOException | RuntimeException e) {
            throw failed(fresh, e);
        }
    }

    /** Returns empty if the server did not even take MAIL. */
    private Optional<String> handOver(TextMail mail, SmtpSession used) throws TransmissionException {
        try {
            return Optional.of(send(mail, used));
        } catch (MessagingException | IOException | RuntimeException e) {
            TransmissionException failure = failed(used, e);
            if (used.step() != Step.MAIL || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private String send(TextMail mail, SmtpSession session)
            throws TransmissionException, MessagingException, IOException {
        if (!session.takes(mail.to())) {
            throw server.unsupported();
        }
        return session.send(mail.from(), mail.to(), mail.content());
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
