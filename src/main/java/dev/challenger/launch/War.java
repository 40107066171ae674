package dev.challenger.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The WAR file that runs, with the JAR files in it. Nothing is unpacked. Each file in it has a path: {@code /static/a.css}, or
 * {@code /WEB-INF/lib/a.jar!/a/B.class} if it is in a JAR file.
 */
final class War {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String IN_JAR = "!/";

    private final Archive file;

    /** The elements of the class path, by the path that all files in them begin with. */
    private final Map<String, Archive> classPath = new LinkedHashMap<>();

    /**
     * Opens the file. The class path begins with the launcher's own classes, which are at the root of the file.
     *
     * @throws IOException if the file cannot be read, or is not our WAR as it was built; the message is for the operator
     */
    War(Path path) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "r");
        file = new Archive(opened, 0, opened.length());
        classPath.put("/", file);
        classPath.put("/" + CLASSES, file.below(CLASSES));
        addJars("WEB-INF/lib/");
        addJars("WEB-INF/launch/");
    }

    private void addJars(String directory) throws IOException {
        List<String> names = file.names().stream()
                .filter(name -> name.startsWith(directory) && name.endsWith(".jar"))
                .sorted()
                .toList();
        for (String name : names) {
            classPath.put("/" + name + IN_JAR, file.nested(name));
        }
    }

    /**
     * Returns the content of a file, the names of all files for the root, an empty content for another directory, or null if
     * there is none of these.
     */
    byte @Nullable [] read(String path) throws IOException {
        int jar = path.indexOf(IN_JAR);
        if (jar < 0) {
            return path.equals("/") ? list() : file.read(path.substring(1));
        }
        int end = jar + IN_JAR.length();
        Archive archive = classPath.get(path.substring(0, end));
        return archive == null ? null : archive.read(path.substring(end));
    }

    private byte[] list() {
        return String.join("\n", file.names()).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the content of the first file of this name on the class path, or null if there is none. */
    byte @Nullable [] readFirst(String name) throws IOException {
        for (Archive archive : classPath.values()) {
            byte[] content = archive.read(name);
            if (content != null) {
                return content;
            }
        }
        return null;
    }

    /** Returns the paths of all files and directories of this name on the class path. */
    List<String> find(String name) {
        return classPath.entrySet().stream()
                .filter(element -> element.getValue().names().contains(name))
                .map(element -> element.getKey() + name)
                .toList();
    }
}
