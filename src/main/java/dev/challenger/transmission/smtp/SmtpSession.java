package dev.challenger.transmission.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to the mail server, on which a message costs the commands MAIL, RCPT and DATA and its text, and nothing else.
 * It remembers the step that it has reached, since that decides what a failure means.
 */
public final class SmtpSession extends SMTPTransport {
    /** The steps of a session, in their order. */
    public enum Step {
        /** Connecting, greeting, EHLO, STARTTLS and login. */
        CONNECT,
        MAIL,
        RCPT,
        DATA,
        /** Sending the text, up to the reply to its end. */
        TEXT
    }

    /** The library logs what it sends and receives, with TANs and addresses, under the name of this package. */
    private static final Logger LIBRARY = Logger.getLogger(SmtpSession.class.getPackageName());

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private Step step = Step.CONNECT;

    public SmtpSession(Session session, URLName server) {
        super(session, server);
    }

    /**
     * Returns once the server has accepted a mail.
     *
     * @param from the address of the sender, without angle brackets
     * @param to the address of the recipient, in the same form
     * @param mail with {@code CR LF} at the end of each line; dots at the beginning of lines are doubled here
     * @return the reply to the end of the mail, in which most servers tell the id of their queue
     */
    public synchronized String send(String from, String to, byte[] mail) throws MessagingException, IOException {
        step = Step.MAIL;
        require(simpleCommand("MAIL FROM:<" + from + ">"));
        step = Step.RCPT;
        require(simpleCommand("RCPT TO:<" + to + ">"));
        step = Step.DATA;
        OutputStream text = data();
        step = Step.TEXT;
        text.write(mail);
        finishData();
        return Objects.requireNonNullElse(getLastServerResponse(), "");
    }

    private static void require(int reply) throws MessagingException {
        if (reply < 200 || reply > 299) {
            throw new MessagingException("refused");
        }
    }

    public synchronized Step step() {
        return step;
    }

    /** Leaves out the RSET of the library after a refusal: the connection is closed then, and its reply would replace the refusal. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }
}
