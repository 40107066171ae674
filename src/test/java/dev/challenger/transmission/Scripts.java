package dev.challenger.transmission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes shell scripts as commands, and finds what they leave in their directory. */
final class Scripts {
    private final Path directory;

    Scripts(Path directory) {
        this.directory = directory;
    }

    /** Makes a command that runs these lines in the directory. */
    Path write(String lines) throws IOException {
        Path script = directory.resolve("command");
        Files.writeString(script, "#!/bin/sh\ncd '" + directory + "'\n" + lines + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    String read(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    /** Returns the processes listed in the file "pids" that still run. A zombie has no command. */
    List<ProcessHandle> processes() {
        try {
            String pids = Files.exists(directory.resolve("pids")) ? read("pids") : "";
            return pids.lines()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .filter(process -> process.info().command().isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
