package dev.challenger.transmission;

import dev.challenger.transmission.MailAccount.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Opens, checks and closes connections to the mail server, for a pool to keep. */
final class MailServer extends BasePooledObjectFactory<SMTPTransport> {
    /** Some servers accept no more messages on one connection. */
    static final int MESSAGES_PER_CONNECTION = 20;

    private final MailAccount mail;
    private final String host;
    private final Properties properties;

    /** @param name the name that we give in EHLO */
    MailServer(MailAccount mail, String name, SSLSocketFactory tls) {
        this.mail = mail;
        this.host = mail.host();
        this.properties = properties(mail, name, tls);
    }

    private static Properties properties(MailAccount mail, String name, SSLSocketFactory tls) {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", name);
        properties.put(
                "mail.smtp.connectiontimeout", Long.toString(mail.timeout().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(mail.timeout().toMillis()));
        // Reading and writing on a channel ends when its thread is interrupted.
        properties.put("mail.smtp.usesocketchannels", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(mail.user().isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(mail.security() == Security.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(mail.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(mail.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    @Override
    public SMTPTransport create() throws TransmissionException {
        URLName url = new URLName("smtp", host, mail.port(), null, null, null);
        // Session.getTransport would look for the class in the thread's context class loader.
        SMTPTransport connection = new SMTPTransport(Session.getInstance(properties), url);
        try {
            // Resolved first, because connect leaves a channel open if the host has no address.
            InetAddress.getByName(host);
            connect(connection);
        } catch (MessagingException | IOException | RuntimeException e) {
            throw failure(connection, e);
        }
        return connection;
    }

    private void connect(SMTPTransport connection) throws MessagingException {
        if (mail.user().isPresent()) {
            connection.connect(
                    host, mail.port(), mail.user().get(), mail.password().value());
        } else {
            // With a password and without a user, the library would log in with the name of the system's user.
            connection.connect(host, mail.port(), null, null);
        }
    }

    @Override
    public PooledObject<SMTPTransport> wrap(SMTPTransport connection) {
        return new DefaultPooledObject<>(connection);
    }

    /** Checks a connection that has been idle: it must still answer, and must not have carried too many messages. */
    @Override
    public boolean validateObject(PooledObject<SMTPTransport> pooled) {
        long borrowed = pooled.getBorrowedCount();
        return borrowed <= 1
                || borrowed <= MESSAGES_PER_CONNECTION && pooled.getObject().isConnected();
    }

    @Override
    public void destroyObject(PooledObject<SMTPTransport> pooled) {
        quit(pooled.getObject());
    }

    /** Sends QUIT and closes the connection, without waiting for a reply. */
    static void quit(SMTPTransport connection) {
        try {
            connection.close();
        } catch (MessagingException | RuntimeException e) {
            // QUIT could not be sent; the connection is closed nevertheless.
        }
    }

    TransmissionException failure(SMTPTransport connection, Exception failure) {
        return MailFailure.of(host + ":" + mail.port(), connection, failure);
    }
}
