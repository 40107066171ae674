package dev.challenger.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node with everything it needs: a fresh schema, a mailbox, a clock that stands still; and other nodes on demand. */
public final class World implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final Mailbox mailbox = new Mailbox();
    private final TestClock clock = new TestClock();
    private final Map<String, String> settings = new HashMap<>();
    private final Service service;
    private final List<Service> others = new ArrayList<>();

    /** @param settings as {@link Service#start} takes them; mail goes to the mailbox unless they say otherwise */
    public World(Map<String, String> settings) {
        this.settings.put("key.file", Service.newFile("keys"));
        this.settings.put("mail.port", Integer.toString(mailbox.port()));
        this.settings.putAll(settings);
        service = Service.start(database.dataSource(), clock, this.settings);
    }

    /**
     * Starts another node on the same schema, which ends with the world if nobody closes it before.
     *
     * @param different what its settings have unlike those of the first
     */
    public Service another(Map<String, String> different) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(different);
        Service other = Service.start(database.dataSource(), clock, all);
        others.add(other);
        return other;
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
        others.forEach(Service::close);
        service.close();
        mailbox.close();
        database.close();
    }
}
