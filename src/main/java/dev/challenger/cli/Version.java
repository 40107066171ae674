package dev.challenger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version.")
final class Version implements Callable<Integer>, IVersionProvider {
    private final URI webapp;
    private final Console console;

    Version(URI webapp, Console console) {
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
        try (InputStream file = webapp.resolve("META-INF/MANIFEST.MF").toURL().openStream()) {
            Attributes attributes = new Manifest(file).getMainAttributes();
            return new String[] {"challenger " + attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION)};
        }
    }
}
