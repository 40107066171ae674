package dev.challenger.clients;

import dev.challenger.testing.Unchecked;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A repository that the libraries of clients come from. */
enum Repository {
    /** The command of a program is its module, its main class and arguments. The part is a property of the parent, without {@code .version}. */
    MAVEN("java") {
        @Override
        Optional<String> install() {
            return failure(Run.of(sources(), maven()));
        }

        @Override
        List<String> command(Program program) {
            Path module = build().resolve(program.command().get(0));
            String classPath = module.resolve("classes") + File.pathSeparator + text(module.resolve("classpath"));
            List<String> command =
                    new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-Xmx200m", "-cp", classPath));
            command.addAll(program.command().subList(1, program.command().size()));
            return command;
        }

        @Override
        String version(String part) {
            return found(
                    "<" + Pattern.quote(part) + "[.]version>([^<]+)<",
                    text(sources().resolve("pom.xml")));
        }

        /** Returns the command of the Maven that runs us, with its local repository. */
        private List<String> maven() {
            List<String> command = new ArrayList<>();
            command.add(property("maven.home").map(home -> home + "/bin/mvn").orElse("mvn"));
            Collections.addAll(command, "--quiet", "--batch-mode", "-Dclients.build=" + build(), "package");
            property("maven.repo.local").ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
            property("maven.offline").filter("true"::equals).ifPresent(offline -> command.add("--offline"));
            return command;
        }
    },
    /** The part is a dependency in {@code package.json}. */
    NPM("javascript") {
        /** Installs into a copy of the directory, since npm writes there. No code of a package runs before it is used. */
        @Override
        Optional<String> install() {
            copy(sources(), build());
            List<String> command = List.of(
                    "npm", "ci", "--ignore-scripts", "--engine-strict", "--prefer-offline", "--no-audit", "--no-fund");
            return failure(Run.of(build(), command));
        }

        @Override
        Path directory() {
            return build();
        }

        @Override
        String version(String part) {
            return found(
                    "\"" + Pattern.quote(part) + "\": *\"(?:npm:.+@)?([^\"]+)\"",
                    text(sources().resolve("package.json")));
        }
    },
    /** The part is one package, or several with blanks between them, of which the last has the version. */
    DEBIAN("") {
        @Override
        Optional<String> missing(Program program) {
            return failure(installed(program.part()));
        }

        @Override
        String version(String part) {
            Run last = installed(part.substring(part.lastIndexOf(' ') + 1));
            return found("^(?:[0-9]+:)?([0-9.]*[0-9])", last.output());
        }

        private Run installed(String part) {
            return Run.of(
                    sources(),
                    Stream.concat(
                                    Stream.of("dpkg-query", "--show", "--showformat=${Version}"),
                                    Stream.of(part.split(" ")))
                            .toList());
        }
    };

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final String folder;

    Repository(String folder) {
        this.folder = folder;
    }

    /** Installs all libraries of this repository, or returns why they cannot be. */
    Optional<String> install() {
        return Optional.empty();
    }

    /** Returns why a program cannot run although the repository could install its libraries. */
    Optional<String> missing(Program program) {
        return Optional.empty();
    }

    /** Returns the version of a library. */
    abstract String version(String part);

    /** Returns the command that starts a program in the {@link #directory}. */
    List<String> command(Program program) {
        return program.command();
    }

    Path directory() {
        return sources();
    }

    Path sources() {
        return Path.of("src/test/clients", folder).toAbsolutePath();
    }

    Path build() {
        return Path.of("target/clients", folder).toAbsolutePath();
    }

    private static Optional<String> property(String key) {
        return Optional.ofNullable(System.getProperty(key));
    }

    private static Optional<String> failure(Run run) {
        return run.status() == 0 ? Optional.empty() : Optional.of(run.output());
    }

    private static String text(Path file) {
        return Unchecked.call(() -> Files.readString(file)).strip();
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** Copies the files of a directory, without those in folders. */
    private static void copy(Path from, Path to) {
        Unchecked.run(() -> {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        });
    }
}
