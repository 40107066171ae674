package dev.challenger.transmission;

import dev.challenger.settings.Settings;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Tries the mail server as far as that goes without sending: connects, protects the connection, logs in. */
public final class MailCheck {
    private MailCheck() {}

    /**
     * @param mail with host and sender
     * @throws TransmissionException if a message could not be handed over now
     */
    public static void run(Settings.Mail mail) throws TransmissionException {
        String name = Originator.parse(mail.from().orElseThrow()).domain();
        MailServer server = new MailServer(mail, name, (SSLSocketFactory) SSLSocketFactory.getDefault());
        SMTPTransport connection = server.create();
        MailServer.quit(connection);
    }
}
