package dev.challenger.testing;

import java.util.HashMap;
import java.util.Map;

/** A node with everything it needs: a fresh schema, a mailbox, a clock that stands still. */
public final class World implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final Mailbox mailbox = new Mailbox();
    private final TestClock clock = new TestClock();
    private final Service service;

    /** @param settings as {@link Service#start} takes them; mail goes to the mailbox unless they say otherwise */
    public World(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("mail.port", Integer.toString(mailbox.port())));
        all.putAll(settings);
        service = Service.start(database.dataSource(), clock, all);
    }

    public TestDatabase database() {
        return database;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public TestClock clock() {
        return clock;
    }

    public Service service() {
        return service;
    }

    /** In the order in which the one needs the other. */
    @Override
    public void close() {
        service.close();
        mailbox.close();
        database.close();
    }
}
