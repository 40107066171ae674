package dev.challenger.transmission.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Waiting;
import dev.challenger.transmission.TransmissionException;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Proves that a stopped web application which has printed a letter with a logo leaves nothing behind. This needs a Java of its own:
 * the graphics of Java keep what the first thread that uses them has.
 */
class LetterClassLoaderIT {
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="9" height="9" fill="#0b6e4f"/>
            <text x="10" y="9" font-size="9">Bank</text></svg>""";

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg" + "gg==";

    @Test
    void noClassIsKept() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, java.waitFor(), output);
    }

    /** A container, which stops its only application. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            WeakReference<ClassLoader> classes = runAndStop();

            Waiting.until("the classes are gone", () -> {
                System.gc();
                return classes.refersTo(null);
            });
        }

        private static WeakReference<ClassLoader> runAndStop() throws Exception {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try (URLClassLoader application = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                thread.setContextClassLoader(application);
                application
                        .loadClass(Application.class.getName())
                        .getMethod("run")
                        .invoke(null);
                return new WeakReference<>(application);
            } finally {
                thread.setContextClassLoader(before);
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

    /** Prints letters with logos of both kinds. */
    public static final class Application {
        private Application() {}

        public static void run() throws Exception {
            print(PrintedLogo.of(SVG.getBytes(StandardCharsets.UTF_8), true));
            print(PrintedLogo.of(Base64.getDecoder().decode(PNG), false));
        }

        private static void print(Picture logo) throws TransmissionException {
            Stationery stationery = PostalLetters.withLogo(PostalLetters.stationery(Paper.A4, Window.DIN_5008_B), logo);
            new LetterPrinter(stationery, PostalLetters.CLOCK).print(PostalLetters.letter(PostalLetters.BERLIN));
        }
    }
}
