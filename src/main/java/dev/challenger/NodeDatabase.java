package dev.challenger;

import dev.challenger.client.Clients;
import dev.challenger.client.DeclaredClients;
import dev.challenger.db.Database;
import dev.challenger.db.Migrations;
import dev.challenger.db.Server;
import dev.challenger.db.ServerStore;
import dev.challenger.db.Session;
import dev.challenger.db.Steps;
import dev.challenger.metrics.Metrics;
import dev.challenger.secret.Secrets;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.statistics.Statistics;
import dev.challenger.validation.OpenOrderStore;
import dev.challenger.wire.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database as a node or a command reaches it, with the installation in it. Closes the pool if it is our own. */
public final class NodeDatabase implements AutoCloseable {
    private final Installation installation;
    private final Optional<Pool> pool;

    /** The settings of our own pool. */
    private final Optional<Settings.Db> account;

    private final DeclaredClients declared;

    private volatile @Nullable Server server;

    private NodeDatabase(Settings settings, DataSource source, Optional<Pool> pool) {
        this.installation = Installation.of(source, settings.keys());
        this.pool = pool;
        this.declared = settings.clients();
        this.account = settings.db().filter(db -> pool.isPresent());
    }

    /**
     * Uses the database of the settings, and does not connect to it yet.
     *
     * @throws SettingsException if the key file is unusable
     */
    static NodeDatabase of(Settings settings) {
        Pool pool = Pool.of(settings.db().orElseThrow());
        try {
            return new NodeDatabase(settings, pool, Optional.of(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Uses a DataSource of somebody else, as {@link #of(Settings)}. */
    static NodeDatabase of(Settings settings, DataSource source) {
        return new NodeDatabase(settings, source, Optional.empty());
    }

    /**
     * Works with the clients of the database of the settings, whose tables are brought up to date. Needs no key, and creates
     * no key file.
     *
     * @throws Problem if the database fails
     */
    public static void withClients(Settings settings, Consumer<Registry> work) {
        InstantSource clock = InstantSource.system();
        try (Pool pool = Pool.of(settings.db().orElseThrow())) {
            ServerStore.find(pool.beforeMigrations(), clock);
            new Migrations("challenger").run(pool.forMigrations());
            Database database = new Database(pool);
            Clients clients = new Clients(database, settings.clients(), new Secrets(), clock);
            work.accept(new Registry(clients, new OpenOrderStore(database), new Statistics(database, clock), clock));
        }
    }

    Installation installation() {
        return installation;
    }

    /**
     * Brings the tables up to date, and opens the installation. Does nothing once it is open.
     *
     * @param progress gets the versions of one set of tables, and then those of the other
     * @throws SettingsException if the key file is unusable, or not that of the database; if a client in the database has the id
     *     of one that the settings declare
     * @throws Problem if the database fails
     */
    void open(InstantSource clock, Steps progress) {
        if (server != null) {
            return;
        }
        DataSource tables = pool.<DataSource>map(Pool::forMigrations).orElse(installation.source());
        Server found =
                ServerStore.find(pool.<DataSource>map(Pool::beforeMigrations).orElse(tables), clock);
        new Migrations("challenger").run(tables, progress);
        new Migrations("mfa").run(tables, progress);
        requireFreeIds(new Database(tables), clock);
        installation.open(pool.map(Pool::preparing).orElseGet(() -> Session.foreign(found.galera())));
        server = found;
    }

    private void requireFreeIds(Database database, InstantSource clock) {
        List<String> faults = new Clients(database, declared, installation.secrets(), clock)
                .taken().stream()
                        .map(id -> "client." + id + ": the database has a client " + id
                                + " already; choose another id in the settings")
                        .toList();
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
    }

    /** Returns whether the tables are up to date, and the keys are those of the database. */
    boolean isOpen() {
        return server != null;
    }

    void measure(Metrics metrics) {
        pool.ifPresent(own -> own.measure(metrics));
    }

    /** Returns what does not fit about the database, once it is open. */
    List<String> findings() {
        Server found = server;
        return found == null ? List.of() : Findings.of(found, account);
    }

    @Override
    public void close() {
        pool.ifPresent(Pool::close);
    }
}
