package dev.challenger.cli;

import dev.challenger.launch.Unpacking;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "unpack",
        mixinStandardHelpOptions = true,
        description =
                "Makes a directory with plain JAR files and the start script bin/challenger, which starts faster.")
final class Unpack implements Callable<Integer> {
    private final URI webapp;
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The directory. It does not exist yet, or is empty.")
    private Path directory = Path.of("");

    Unpack(URI webapp, Console console) {
        this.webapp = webapp;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            new Unpacking(webapp).to(directory);
        } catch (FileSystemException e) {
            String reason =
                    Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
            throw new Refused(e.getFile() + ": " + reason);
        }
        console.out().println(directory.resolve("bin/challenger"));
        return Exit.OK.status();
    }
}
