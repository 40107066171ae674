package dev.challenger.transmission;

import dev.challenger.transmission.MailAccount.Login;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.http.AccessTokens;
import dev.challenger.transmission.smtp.Credentials;
import dev.challenger.transmission.smtp.SmtpSession;
import dev.challenger.transmission.smtp.SmtpSession.Step;
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
     * @param tokens the source of the access tokens, for a login with these
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
        // Addresses go out in UTF-8, where they are not in ASCII, and replies are read as such.
        properties.put("mail.mime.allowutf8", "true");
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
    SmtpSession open(Dialogue dialogue) throws TransmissionException {
        if (mail.security() != Security.NONE) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get());
        }
        Optional<Credentials> account = credentials();
        URLName url = new URLName("smtp", host, mail.port(), null, null, null);
        // Session.getTransport would look for the class in the thread's context class loader.
        SmtpSession connection = new SmtpSession(Session.getInstance(properties), url, dialogue::tell);
        try {
            // Resolved first, because connect leaves a channel open if the host has no address.
            InetAddress.getByName(host);
            // The library would pick the mechanism itself, without a word about it, and does not know OAUTHBEARER.
            connection.connect(host, mail.port(), null, null);
            if (account.isPresent()) {
                connection.login(account.get());
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            if (connection.step() == Step.LOGIN) {
                tokens.ifPresent(
                        source -> source.forget(account.map(Credentials::secret).orElse("")));
            }
            throw failure(connection, e);
        }
        return connection;
    }

    private Optional<Credentials> credentials() throws TransmissionException {
        if (mail.login().isEmpty()) {
            return Optional.empty();
        }
        Login login = mail.login().get();
        return Optional.of(
                login instanceof Login.ByPassword known
                        ? new Credentials(known.user(), known.password().value(), false)
                        : new Credentials(login.user(), tokens.orElseThrow().current(), true));
    }

    /** Sends QUIT and closes the connection, without waiting for a reply. */
    static void quit(SmtpSession connection) {
        try {
            connection.close();
        } catch (MessagingException | RuntimeException e) {
            // QUIT could not be sent; the connection is closed nevertheless.
        }
    }

    TransmissionException unsupported() {
        return new TransmissionException(
                Fault.UNSUPPORTED,
                "mail server " + name() + ": does not offer SMTPUTF8, which an address with such letters needs");
    }

    TransmissionException failure(SmtpSession connection, Exception failure) {
        return MailFailure.of(name(), connection, failure);
    }

    private String name() {
        return host + ":" + mail.port();
    }
}
