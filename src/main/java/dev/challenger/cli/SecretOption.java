package dev.challenger.cli;

import dev.challenger.client.ClientSecret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --secret-file} of every command that gives a client a secret. */
final class SecretOption {
    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "A file whose first line is the secret, secret-token:…, or - for standard input.")
    private @Nullable String file;

    /**
     * Reads the first line of the file.
     *
     * @return the secret that the operator chose; empty if the option is not given
     * @throws Refused if the file cannot be read, or its first line cannot serve as a secret
     */
    Optional<ClientSecret> chosen(InputStream standardInput) {
        return Optional.ofNullable(file).map(name -> read(name, standardInput));
    }

    private static ClientSecret read(String name, InputStream standardInput) {
        return ClientSecret.choose(firstLine(name, standardInput))
                .orElseThrow(() -> new Refused("the secret must begin with secret-token: and go on with at least 22"
                        + " symbols that are hard to guess"));
    }

    private static String firstLine(String name, InputStream standardInput) {
        try (InputStream in = name.equals("-") ? standardInput : Files.newInputStream(Path.of(name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return Objects.requireNonNullElse(reader.readLine(), "").strip();
        } catch (NoSuchFileException e) {
            throw new Refused("the secret file " + name + " does not exist");
        } catch (IOException | InvalidPathException e) {
            throw new Refused("the secret file " + name + " cannot be read: " + e.getMessage());
        }
    }
}
