package dev.challenger.container;

import dev.challenger.testing.Unchecked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Java of a server, as the JDK's tools see it from outside. They count classes by their names alone, so this works in every
 * container.
 *
 * @param process that of Java, or a start script or tool that waits for it
 */
record Jvm(Process process) {
    /** Collects garbage, and returns what identifies the class loaders that have loaded a class and remain. */
    Set<String> loaders(String type) {
        jcmd("GC.run");
        Set<String> loaders = new TreeSet<>();
        Pattern.compile(Pattern.quote(type) + "/(0x[0-9a-f]+)")
                .matcher(jcmd("VM.class_hierarchy", type))
                .results()
                .forEach(found -> loaders.add(found.group(1)));
        return loaders;
    }

    /** Collects garbage, and returns the number of objects of a class that remain, of all class loaders. */
    int objects(String type) {
        return Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+  " + Pattern.quote(type) + "(?: .*)?$")
                .matcher(jcmd("GC.class_histogram"))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }

    /** Writes the heap to a file. */
    void dump(Path file) {
        Unchecked.run(() -> Files.deleteIfExists(file));
        jcmd("GC.heap_dump", file.toString());
    }

    private String jcmd(String... command) {
        return Unchecked.call(() -> {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid())));
            line.addAll(List.of(command));
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new AssertionError(out);
            }
            return out;
        });
    }

    private long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(Jvm::isJava)
                .filter(each -> each.children().noneMatch(Jvm::isJava))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no Java"))
                .pid();
    }

    private static boolean isJava(ProcessHandle handle) {
        return handle.info().command().orElse("").endsWith("/java");
    }
}
