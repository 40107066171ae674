package dev.challenger.transmission;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The pool of open connections to the mail server. A connection is reused until it fails, has been idle for too long or has
 * carried {@link MailServer#MESSAGES_PER_CONNECTION} messages.
 */
final class MailConnections implements AutoCloseable {
    private final MailServer server;
    private final GenericObjectPool<SMTPTransport> pool;

    /** @param idleFor how long an unused connection is kept; servers close one after some minutes */
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
            // Closed and returned to the pool, which detects at the next use that it is dead. If we invalidated it
            // here, the
            // pool would open a replacement at once, and we would wait a second time for a server that hangs.
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
            // Interrupted while waiting for a free connection, or the pool is closed.
            throw new TransmissionException("mail server: no connection", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
