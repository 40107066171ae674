package dev.challenger.transmission;

import dev.challenger.transmission.MailAccount.Connections;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** The pool of connections to the mail server. The one that was used last is used next, so that those in excess fall idle. */
final class MailConnections implements AutoCloseable {
    private final GenericObjectPool<MailConnection> pool;

    MailConnections(MailServer server, Connections connections) {
        GenericObjectPoolConfig<MailConnection> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(connections.most());
        config.setMaxIdle(connections.most());
        config.setMinEvictableIdleDuration(connections.idleFor());
        config.setTimeBetweenEvictionRuns(connections.idleFor().dividedBy(2));
        config.setNumTestsPerEvictionRun(connections.most());
        config.setJmxEnabled(false);
        this.pool = new GenericObjectPool<>(new Lifecycle(server), config);
    }

    /** Makes connections, which open later, and closes them. */
    private static final class Lifecycle extends BasePooledObjectFactory<MailConnection> {
        private final MailServer server;

        Lifecycle(MailServer server) {
            this.server = server;
        }

        @Override
        public MailConnection create() {
            return new MailConnection(server, Dialogue.UNHEARD);
        }

        @Override
        public PooledObject<MailConnection> wrap(MailConnection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public void destroyObject(PooledObject<MailConnection> pooled) {
            pooled.getObject().close();
        }
    }

    /** Returns the reply of the server once it has accepted the message. */
    String send(TextMail mail) throws TransmissionException {
        MailConnection connection = borrow();
        try {
            return connection.send(mail);
        } finally {
            pool.returnObject(connection);
        }
    }

    private MailConnection borrow() throws TransmissionException {
        try {
            return pool.borrowObject();
        } catch (Exception e) {
            // Interrupted while waiting for a free connection, or the pool is closed.
            throw new TransmissionException(
                    "mail server: no connection: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
