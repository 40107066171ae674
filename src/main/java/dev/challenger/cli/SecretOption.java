package dev.challenger.cli;

import dev.challenger.client.ClientSecret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag {@code --secret-file} of every command that gives a client a secret. */
final class SecretOption {
    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "A file with a secret to use, or - for standard input: one line, secret-token:…")
    private @Nullable String file;

    /** The secret an operator brings, if so. */
    Optional<ClientSecret> chosen(Console console) {
        return Optional.ofNullable(file).map(name -> new SecretFile(name, console.in()).read());
    }
}
