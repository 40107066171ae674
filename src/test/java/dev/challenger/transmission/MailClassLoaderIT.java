package dev.challenger.transmission;

import static dev.challenger.transmission.Letters.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
                    .getMethod("run", int.class, Runnable.class)
                    .invoke(null, server.port(), (Runnable) () -> {});

            assertTrue(server.mails().get(0).contains("Sch=C3=B6ne"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The look-up of a provider opens every jar of the application. */
    @Test
    void noMessageAfterTheFirstLooksForPartsOfTheLibrary() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        try (ScriptedMailServer server = new ScriptedMailServer((line, connection) -> line.obey());
                URLClassLoader webApp = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader()) {
                    @Override
                    public Enumeration<URL> findResources(String name) throws IOException {
                        lookUps.incrementAndGet();
                        return super.findResources(name);
                    }

                    @Override
                    public URL findResource(String name) {
                        lookUps.incrementAndGet();
                        return super.findResource(name);
                    }
                }) {
            AtomicInteger first = new AtomicInteger();
            Runnable afterFirst = () -> first.set(lookUps.get());

            webApp.loadClass(Sending.class.getName())
                    .getMethod("run", int.class, Runnable.class)
                    .invoke(null, server.port(), afterFirst);

            assertTrue(first.get() > 0, "the look-ups are counted");
            assertEquals(first.get(), lookUps.get());
            assertEquals(6, server.mails().size());
        }
    }

    /** A program that runs with a class loader of its own. */
    public static final class Sending {
        private Sending() {}

        public static void run(int port, Runnable afterFirst) throws TransmissionException {
            try (MailTransmitter transmitter =
                    new MailTransmitter(MailSettings.plain(port), InstantSource.system(), new SecureRandom())) {
                transmitter.send(letter("alice@example.com", "Grüße", "Schöne Grüße"));
                afterFirst.run();
                for (int i = 0; i < 5; i++) {
                    transmitter.send(letter("alice@example.com", "Grüße", "Schöne Grüße"));
                }
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
