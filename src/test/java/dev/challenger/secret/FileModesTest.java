package dev.challenger.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which rights of others make a file with a secret open. */
@DisabledOnOs(OS.WINDOWS)
class FileModesTest {
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    private Path directory;

    private Path mounted = Path.of("");

    private static Path withMode(Path file, String mode) throws Exception {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @AfterEach
    void remove() throws Exception {
        if (!mounted.toString().isEmpty()) {
            Files.delete(mounted);
        }
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--r-----, false", "r--r--r--, true", "rw-rw----, true", "rw-----w-, true"})
    void aFileIsOpenIfOthersMayReadOrChangeIt(String mode, boolean open) throws Exception {
        Path file = withMode(Files.createFile(directory.resolve("secret")), mode);

        assertEquals(open, FileModes.areOpen(file));
    }

    /** Only root can make such a file, and most machines have this file system. */
    @Test
    void aMountedSecretOfAContainerMayBeRead() throws Exception {
        assumeTrue(
                Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).type().equals("tmpfs"), "no tmpfs");
        mounted = Files.createTempFile(MEMORY, "challenger", ".secret");
        assumeTrue(Files.getAttribute(mounted, "unix:uid").equals(0), "the user is not root");

        assertEquals(false, FileModes.areOpen(withMode(mounted, "r--r--r--")));
        assertEquals(true, FileModes.letOthersRead(mounted));
        assertEquals(true, FileModes.areOpen(withMode(mounted, "r--r--rw-")));
    }
}
