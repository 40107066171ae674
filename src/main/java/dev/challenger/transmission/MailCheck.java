package dev.challenger.transmission;

import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Checks the mail server without sending anything: connects, starts TLS and logs in. */
public final class MailCheck {
    private MailCheck() {}

    /** @throws TransmissionException if a message could not be handed over now */
    public static void run(MailAccount mail) throws TransmissionException {
        String name = Originator.parse(mail.from()).domain();
        MailServer server = new MailServer(mail, name, (SSLSocketFactory) SSLSocketFactory.getDefault());
        SMTPTransport connection = server.create();
        MailServer.quit(connection);
    }
}
