package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that mail works in one of several web applications, called by a thread with another class loader. */
final class MailClassLoaderIT {
    @Test
    void mailFindsItsPartsOnAThreadWithoutAClassLoader() throws Exception {
        assertSends(ClassLoader.getPlatformClassLoader());
    }

    @Test
    void mailFindsItsPartsOnAThreadWhoseClassLoaderHasOthersOfTheSameName() throws Exception {
        assertSends(ClassLoader.getSystemClassLoader());
    }

    private static void assertSends(ClassLoader ofThread) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                URLClassLoader webApp = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(ofThread);

            webApp.loadClass(Sending.class.getName())
                    .getMethod("run", int.class)
                    .invoke(null, server.port());

            assertTrue(server.mails().get(0).contains("Sch=C3=B6ne"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A program that runs with a class loader of its own. */
    public static final class Sending {
        private Sending() {}

        public static void run(int port) throws TransmissionException {
            try (MailTransmitter transmitter =
                    new MailTransmitter(MailSettings.plain(port), InstantSource.system(), new SecureRandom())) {
                transmitter.send(letter("alice@example.com", "Grüße", "Schöne Grüße"));
            }
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
