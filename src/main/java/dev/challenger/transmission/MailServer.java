package dev.challenger.transmission;

import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.http.AccessTokens;
import dev.challenger.transmission.smtp.SmtpSession;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Opens and closes connections to the mail server. */
final class MailServer {
    private final MailAccount mail;
    private final String host;
    private final Supplier<SSLSocketFactory> tls;
    private final Properties properties;
    private final Optional<AccessTokens> tokens;

    /**
     * @param tokens where the account's access tokens come from, if it has such
     * @param name the name that we give in EHLO
     * @param tls called for the first connection that needs it, since loading all trusted certificates takes long
     */
    MailServer(MailAccount mail, Optional<AccessTokens> tokens, String name, Supplier<SSLSocketFactory> tls) {
        this.tokens = tokens;
        this.mail = mail;
        this.host = mail.host();
        this.tls = tls;
        this.properties = properties(mail, name);
    }

    private static Properties properties(MailAccount mail, String name) {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", name);
        properties.put(
                "mail.smtp.connectiontimeout", Long.toString(mail.timeout().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(mail.timeout().toMillis()));
        // Reading and writing on a channel ends when its thread is interrupted.
        properties.put("mail.smtp.usesocketchannels", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(mail.user().isPresent()));
        if (mail.token().isPresent()) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        properties.put("mail.smtp.ssl.enable", Boolean.toString(mail.security() == Security.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(mail.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(mail.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    /**
     * Connects and logs in. To be called by a thread whose context class loader is ours, since the library looks for its parts
     * there.
     */
    SmtpSession open() throws TransmissionException {
        if (mail.security() != Security.NONE) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get());
        }
        String password =
                tokens.isPresent() ? tokens.get().current() : mail.password().value();
        URLName url = new URLName("smtp", host, mail.port(), null, null, null);
        // Session.getTransport would look for the class in the thread's context class loader.
        SmtpSession connection = new SmtpSession(Session.getInstance(properties), url);
        try {
            // Resolved first, because connect leaves a channel open if the host has no address.
            InetAddress.getByName(host);
            connect(connection, password);
        } catch (MessagingException | IOException | RuntimeException e) {
            throw failure(connection, e);
        }
        return connection;
    }

    private void connect(SmtpSession connection, String password) throws MessagingException {
        if (mail.user().isPresent()) {
            try {
                connection.connect(host, mail.port(), mail.user().get(), password);
            } catch (AuthenticationFailedException e) {
                tokens.ifPresent(source -> source.forget(password));
                throw e;
            }
        } else {
            // With a password and without a user, the library would log in with the name of the system's user.
            connection.connect(host, mail.port(), null, null);
        }
    }

    /** Sends QUIT and closes the connection, without waiting for a reply. */
    static void quit(SmtpSession connection) {
        try {
            connection.close();
        } catch (MessagingException | RuntimeException e) {
            // QUIT could not be sent; the connection is closed nevertheless.
        }
    }

    TransmissionException failure(SmtpSession connection, Exception failure) {
        return MailFailure.of(host + ":" + mail.port(), connection, failure);
    }
}
