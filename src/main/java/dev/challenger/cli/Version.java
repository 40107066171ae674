package dev.challenger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version.")
final class Version implements Callable<Integer>, IVersionProvider {
    private final Path webapp;
    private final Console console;

    Version(Path webapp, Console console) {
        this.webapp = webapp;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.out().println(getVersion()[0]);
        return Exit.OK.status();
    }

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream file = Files.newInputStream(webapp.resolve("META-INF/MANIFEST.MF"))) {
            Attributes attributes = new Manifest(file).getMainAttributes();
            return new String[] {"challenger " + attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)};
        }
    }
}
