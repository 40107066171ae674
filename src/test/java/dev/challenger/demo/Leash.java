package dev.challenger.demo;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs {@code java -jar} for a WAR in a child process. The process exits when its standard input ends, which happens at the
 * latest when its parent dies.
 */
final class Leash {
    private Leash() {}

    /** @param args the file, then the arguments of its main class */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(Leash::exitAtEndOfInput, "leash");
        watch.setDaemon(true);
        watch.start();
        URL[] war = {Path.of(args[0]).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(war, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass("dev.challenger.launch.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // The input is broken, so the parent has ended too.
        }
        System.exit(0);
    }
}
