package dev.challenger.transmission;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** The open connections to the mail server: each one used again until it fails, is idle for long or has had its share. */
final class MailConnections implements AutoCloseable {
    private final MailServer server;
    private final GenericObjectPool<SMTPTransport> pool;

    /** @param idleFor how long a connection is kept unused; servers drop one after minutes */
    MailConnections(MailServer server, int max, Duration idleFor) {
        GenericObjectPoolConfig<SMTPTransport> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(max);
        config.setMaxIdle(max);
        config.setTestOnBorrow(true);
        config.setMinEvictableIdleDuration(idleFor);
        config.setTimeBetweenEvictionRuns(idleFor.dividedBy(2));
        config.setNumTestsPerEvictionRun(max);
        config.setJmxEnabled(false);
        this.server = server;
        this.pool = new GenericObjectPool<>(server, config);
    }

    /** Returns once the server has accepted the message. */
    void send(MimeMessage mail) throws TransmissionException {
        SMTPTransport connection = borrow();
        try {
            connection.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            // Closed, so that it is found dead when its turn comes again. In place of one called invalid the pool would
            // open another at once, and we would wait once more for a server that hangs.
            MailServer.quit(connection);
            throw server.failure(connection, e);
        } finally {
            pool.returnObject(connection);
        }
    }

    private SMTPTransport borrow() throws TransmissionException {
        try {
            return pool.borrowObject();
        } catch (TransmissionException e) {
            throw e;
        } catch (Exception e) {
            // Interrupted while none was free, or the pool is closed.
            throw new TransmissionException("mail server: no connection", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
