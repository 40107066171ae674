package dev.challenger.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The main class of {@code java -jar challenger.war}. Opens the WAR file that contains it, creates one class loader for
 * everything in it, and runs the command line. A servlet container never loads this class.
 */
public final class Main {
    private static final int REFUSED = 1;
    private static final int BUG = 70;
    private static final String CLI = "dev.challenger.cli.Cli";

    private static volatile boolean ending;

    private Main() {}

    /** Exits with the status of the command, with 1 if the WAR cannot be read, or with 70 after an exception. */
    public static void main(String[] args) throws URISyntaxException {
        // The environment may name a display that cannot be reached. A logo needs none.
        unlessSet("java.awt.headless", "true");
        unlessSet("java.util.logging.manager", LastingLog.class.getName());
        // In seconds. Java 17 keeps an unused connection to a gateway for 20 minutes, and many firewalls do not.
        unlessSet("jdk.httpclient.keepalive.timeout", "30");
        logOneLinePerRecord();
        MaskingFilter.install(Logger.getLogger(""));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true, "end"));
        int status = run(ownFile(), args);
        if (!ending) {
            LogManager.getLogManager().reset();
        }
        System.exit(status);
    }

    /** Sets a property of Java that the operator has not set. */
    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static int run(Path file, String[] args) {
        if (Main.class.getResource("/" + CLI.replace('.', '/') + ".class") != null) {
            // All classes are on the class path: this is a file in the directory that the command unpack made.
            Path libraries = Objects.requireNonNull(file.toAbsolutePath().getParent());
            URI webapp = libraries.resolveSibling("webapp").toUri();
            return run(Main.class.getClassLoader(), webapp, args);
        }
        War war;
        try {
            war = new War(file);
        } catch (IOException e) {
            System.err.println("challenger: cannot read " + file + ": " + e.getMessage());
            return REFUSED;
        }
        WarUrls urls = new WarUrls(war);
        urls.register();
        return run(new WarLoader(war, urls), WarUrls.ROOT, args);
    }

    private static int run(ClassLoader loader, URI webapp, String[] args) {
        try {
            Thread.currentThread().setContextClassLoader(loader);
            return (int) loader.loadClass(CLI)
                    .getMethod("run", URI.class, String[].class)
                    .invoke(null, webapp, args);
        } catch (InvocationTargetException e) {
            return bug(Objects.requireNonNullElse(e.getCause(), e));
        } catch (ReflectiveOperationException | LinkageError e) {
            return bug(e);
        }
    }

    /** Exceptions while the process ends are not printed: the JVM refuses much of what a start needs then. */
    private static int bug(Throwable thrown) {
        if (!ending) {
            thrown.printStackTrace();
        }
        return BUG;
    }

    private static Path ownFile() throws URISyntaxException {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Installs {@link ConsoleLog}, unless the operator has configured the log. */
    private static void logOneLinePerRecord() {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null
                && System.getProperty("java.util.logging.config.file") == null
                && System.getProperty("java.util.logging.config.class") == null) {
            ConsoleLog.install();
        }
    }
}
