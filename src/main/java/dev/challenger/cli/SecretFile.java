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

/**
 * A file with a client's secret on its first line; the rest is ignored.
 *
 * @param name of the file, or {@code -} for standard input
 */
record SecretFile(String name, InputStream standardInput) {
    ClientSecret read() {
        return ClientSecret.choose(firstLine())
                .orElseThrow(() -> new Refused("the secret must begin with secret-token: and go on with at least 22"
                        + " symbols that are hard to guess"));
    }

    private String firstLine() {
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
