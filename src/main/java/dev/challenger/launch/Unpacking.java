package dev.challenger.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Turns the WAR that runs into a directory: plain JAR files in {@code lib}, the files of the web application in
 * {@code webapp}, and the start script {@code bin/challenger}. Java can keep an archive of classes only for plain JAR files.
 */
public final class Unpacking {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LAUNCHER = "dev/challenger/launch/";
    private static final String JAR = "lib/challenger.jar";
    private static final List<String> LIBRARIES = List.of("WEB-INF/lib/", "WEB-INF/launch/");
    private static final List<String> WEBAPP = List.of(
            "WEB-INF/pages/", "WEB-INF/web.xml", "WEB-INF/challenger.properties", "META-INF/MANIFEST.MF", "static/");

    private final URI war;
    private final List<String> names;

    /**
     * @param war its root, whose content is the list of its files
     * @throws IOException if what runs is no WAR
     */
    public Unpacking(URI war) throws IOException {
        if (!war.equals(WarUrls.ROOT)) {
            throw new FileSystemException(war.toString(), null, "is unpacked already");
        }
        this.war = war;
        this.names = new String(read(""), StandardCharsets.UTF_8)
                .lines()
                .filter(name -> !name.endsWith("/"))
                .sorted()
                .toList();
    }

    /**
     * Makes the directory. It appears under its name when it is complete.
     *
     * @param target does not exist, or is an empty directory
     * @throws FileSystemException if that is not so, or if a file cannot be written; nothing is left then
     */
    public void to(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        requireEmpty(absolute);
        Path fresh = absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid());
        Files.createDirectory(fresh);
        try {
            fill(fresh);
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            delete(fresh);
            throw e;
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new NoSuchFileException(parent.toString(), null, "is no directory");
        }
        if (target.getFileName() == null || Files.exists(target) && !isEmptyDirectory(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "is not an empty directory");
        }
    }

    private static boolean isEmptyDirectory(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return false;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isEmpty();
        }
    }

    private void fill(Path directory) throws IOException {
        for (String part : List.of("bin", "cache", "lib", "webapp")) {
            Files.createDirectory(directory.resolve(part));
        }
        for (String name : names) {
            String place = place(name);
            if (place != null) {
                Path file = directory.resolve(place);
                Files.createDirectories(file.getParent());
                Files.write(file, read(name));
            }
        }
        try (OutputStream file = Files.newOutputStream(directory.resolve(JAR))) {
            writeJar(file);
        }
        Path script = directory.resolve("bin/challenger");
        Files.write(script, read(LAUNCHER + "start.sh"));
        if (!script.toFile().setExecutable(true, false)) {
            throw new FileSystemException(script.toString(), null, "cannot be made executable");
        }
    }

    /** Returns where a file of the WAR goes; null for a class and for what is not needed. */
    private static @Nullable String place(String name) {
        if (LIBRARIES.stream().anyMatch(name::startsWith)) {
            return "lib/" + name.substring(name.lastIndexOf('/') + 1);
        }
        return WEBAPP.stream().anyMatch(name::startsWith) ? "webapp/" + name : null;
    }

    private void writeJar(OutputStream out) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                names.stream()
                        .filter(name -> LIBRARIES.stream().anyMatch(name::startsWith))
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .collect(Collectors.joining(" ")));
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String name : names) {
                if (name.startsWith(CLASSES) || name.startsWith(LAUNCHER)) {
                    jar.putNextEntry(new ZipEntry(name.startsWith(CLASSES) ? name.substring(CLASSES.length()) : name));
                    jar.write(read(name));
                }
            }
        }
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = war.resolve(name).toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
