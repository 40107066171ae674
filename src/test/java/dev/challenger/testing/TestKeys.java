package dev.challenger.testing;

import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Makes key files with known keys, so that the values derived from them are known, too. */
public final class TestKeys {
    /** The key whose bytes are 0, 1, … 31, in Base32. */
    public static final String COUNTING = "000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG";

    private TestKeys() {}

    /** Returns keys of which the only one is key 1, {@link #COUNTING}. */
    public static Keys known() {
        return of("1 " + COUNTING + "\n");
    }

    /** Returns the keys of a file with this text. */
    public static Keys of(String text) {
        try {
            return new KeyFile(file(text)).open(new Secrets(new SecureRandom()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a file with this text that only its owner may read. */
    public static Path file(String text) throws IOException {
        Path file = Path.of(newFile());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Returns the path of a key file that does not exist yet. It is deleted when the JVM ends. */
    public static String newFile() {
        try {
            Path directory = Files.createTempDirectory("challenger-test");
            Path file = directory.resolve("keys");
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
