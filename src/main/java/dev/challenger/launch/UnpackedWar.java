package dev.challenger.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a WAR, unpacked to a directory that only this user can read. The directory is deleted when the process ends. */
record UnpackedWar(Path root) {
    /** Unpacks a WAR file. If this fails, the files unpacked so far are deleted at the end of the process too. */
    static synchronized UnpackedWar of(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Path root = deleteAtExit(Files.createTempDirectory("challenger-"));
            for (ZipEntry entry : Collections.list(zip.entries())) {
                unpack(zip, entry, root);
            }
            return new UnpackedWar(root);
        }
    }

    /** Waits while {@link #of} is running, since files created after the deletion at exit would stay. */
    static synchronized void awaitUnpacked() {}

    /** One class loader for all files, so that the web application in the embedded server shares its classes with the command line. */
    ClassLoader classLoader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(root));
        urls.add(url(root.resolve("WEB-INF/classes")));
        addJars(urls, root.resolve("WEB-INF/lib"));
        addJars(urls, root.resolve("WEB-INF/launch"));
        return new URLClassLoader("challenger", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("an entry is outside the target directory: " + entry.getName());
        }
        makeDirectories(root, entry.isDirectory() ? target : Objects.requireNonNull(target.getParent()));
        if (!entry.isDirectory()) {
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, deleteAtExit(target));
            }
        }
    }

    /** Creates directories from the outermost to the innermost: files registered last are deleted first. */
    private static void makeDirectories(Path root, Path innermost) throws IOException {
        Path directory = root;
        for (Path name : root.relativize(innermost)) {
            directory = directory.resolve(name);
            if (!Files.exists(directory)) {
                Files.createDirectory(deleteAtExit(directory));
            }
        }
    }

    /** Not a shutdown hook: hooks run concurrently, and a server that is stopping still needs its classes. */
    private static Path deleteAtExit(Path path) {
        path.toFile().deleteOnExit();
        return path;
    }

    private static void addJars(List<URL> urls, Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        for (Path jar : jars) {
            urls.add(url(jar));
        }
    }

    private static URL url(Path path) throws IOException {
        return path.toUri().toURL();
    }
}
