package dev.challenger.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Waiting;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.util.List;
import java.util.Locale;

/** Finds what a web application has left behind in its container. */
final class Leftovers {
    private static final List<String> THREADS = List.of("challenger-", "mariadb", "evictor", "flyway", "jdbc");

    private Leftovers() {}

    /** Returns the names of threads that the WAR and its libraries may have started. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> THREADS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                .toList();
    }

    /** Checks that an application which did not start reported all of these faults, and left no thread. */
    static void assertRefused(CapturedLog log, String... faults) {
        String all = String.join("\n", log.ours());
        for (String fault : faults) {
            assertTrue(all.contains(fault), all);
        }
        assertEquals(List.of(), threads());
    }

    /**
     * Waits until nothing refers to any class of a web application. Requires that the container's own threads have
     * ended.
     */
    static void awaitNone(WeakReference<ClassLoader> classes) {
        makeJavaForget();
        Waiting.until("the classes are gone", () -> {
            System.gc();
            return classes.refersTo(null);
        });
    }

    /** Java 17 keeps a reference to the type of the last record that was compared for the first time (JDK-8078641). */
    private static void makeJavaForget() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ObjectMethods.bootstrap(
                    lookup,
                    "equals",
                    MethodType.methodType(boolean.class, Last.class, Object.class),
                    Last.class,
                    "text",
                    lookup.findGetter(Last.class, "text", String.class));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private record Last(String text) {}
}
