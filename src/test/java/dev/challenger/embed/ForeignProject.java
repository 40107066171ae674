package dev.challenger.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.War;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven project of somebody else, built in {@code target/embed} by the Maven that runs this test. Its local repository has
 * our classes jar as {@code mvn install} puts it there; all else in it are links to the repository of the user, who sees
 * nothing of the test.
 */
record ForeignProject(Path directory) {
    private static final Path POM = Path.of("pom.xml");
    private static final int LIMIT_MINUTES = 5;
    private static final String TREE = "tree.txt";

    /** Builds the project with this name in {@code src/test/embed}. */
    static ForeignProject build(String name) throws IOException, InterruptedException {
        Path place = War.file().resolveSibling("embed").resolve(name);
        ForeignProject project = new ForeignProject(place.resolve("project"));
        copy(Path.of("src/test/embed").resolve(name), project.directory);
        Path repository = place.resolve("repository");
        Path all = Path.of(System.getProperty("user.home"), ".m2", "repository");
        link(Path.of(System.getProperty("maven.repo.local", all.toString())), repository);
        install(repository);
        project.maven(repository);
        return project;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Fills a repository with links to all groups but ours. */
    private static void link(Path all, Path repository) throws IOException {
        Path ours = Files.createDirectories(repository.resolve("dev"));
        for (Path group : children(all)) {
            if (group.endsWith("dev")) {
                for (Path other : children(group)) {
                    if (!other.endsWith("challenger")) {
                        linked(ours, other);
                    }
                }
            } else {
                linked(repository, group);
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private static void linked(Path directory, Path target) throws IOException {
        try {
            Files.createSymbolicLink(directory.resolve(target.getFileName()), target.toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            // From an earlier build.
        }
    }

    private static void install(Path repository) throws IOException {
        String version = find("<artifactId>challenger</artifactId>\\s*<version>([^<]+)");
        Path directory = Files.createDirectories(
                repository.resolve("dev/challenger/challenger").resolve(version));
        Path jar = War.file().resolveSibling("challenger-classes.jar");
        String name = "challenger-" + version;
        Files.copy(jar, directory.resolve(name + "-classes.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(POM, directory.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns what our pom has at this place. */
    private static String find(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(POM));
        if (!found.find()) {
            throw new AssertionError("pom.xml has no " + pattern);
        }
        return found.group(1);
    }

    private void maven(Path repository) throws IOException, InterruptedException {
        String home = System.getProperty("maven.home", "");
        List<String> command = new ArrayList<>(List.of(
                home.isEmpty() ? "mvn" : home + "/bin/mvn",
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + repository,
                "-DoutputFile=" + TREE,
                "package",
                "org.apache.maven.plugins:maven-dependency-plugin:" + find("<maven-dependency-plugin.version>([^<]+)")
                        + ":tree"));
        if (Boolean.getBoolean("maven.offline")) {
            command.add("-o");
        }
        Path log = directory.resolveSibling("maven.log");
        ProcessBuilder maven = new ProcessBuilder(command).directory(directory.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process =
                maven.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Maven still runs: " + Files.readString(log));
        }
        assertEquals(0, process.exitValue(), Files.readString(log));
    }

    /** Returns the libraries that our classes jar has brought along, each as a line of Maven's tree of dependencies. */
    List<String> broughtAlong() throws IOException {
        List<String> tree = Files.readAllLines(directory.resolve(TREE));
        int ours = tree.stream()
                .filter(line -> line.contains(":challenger:jar:classes:"))
                .map(tree::indexOf)
                .findFirst()
                .orElseThrow(() -> new AssertionError("our jar is not in " + tree));
        return tree.stream()
                .skip(ours + 1L)
                .takeWhile(line -> line.startsWith("| "))
                .toList();
    }
}
