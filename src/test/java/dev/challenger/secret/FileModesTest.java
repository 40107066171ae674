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
import org.junit.jupiter.params.provider.ValueSource;

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
            Files.delete(mounted.resolve("secret"));
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
    private Path inMemory() throws Exception {
        assumeTrue(
                Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).type().equals("tmpfs"), "no tmpfs");
        mounted = Files.createTempDirectory(MEMORY, "challenger");
        Path file = Files.createFile(mounted.resolve("secret"));
        assumeTrue(Files.getAttribute(file, "unix:uid").equals(0), "the user is not root");
        withMode(mounted, "rwxr-xr-x");
        return withMode(file, "r--r--r--");
    }

    @Test
    void aFileInTheSharedMemoryOfAMachineIsOpen() throws Exception {
        assertEquals(true, FileModes.areOpen(inMemory()));
    }

    @Test
    void aFileInMemoryMayBeReadBehindADirectoryThatKeepsOthersOut() throws Exception {
        Path file = inMemory();
        withMode(mounted, "rwxr-x---");

        assertEquals(false, FileModes.areOpen(file));
        assertEquals(true, FileModes.letOthersRead(file));
        assertEquals(true, FileModes.areOpen(withMode(file, "r--r--rw-")));
    }

    /** Docker mounts each secret by itself, Kubernetes a read-only directory with links in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mount --bind %1$s/secret %2$s/file",
                "mount --bind %1$s %2$s/volume && mount -o remount,bind,ro %2$s/volume"
            })
    void aMountedSecretOfAContainerMayBeRead(String mount) throws Exception {
        inMemory();
        Path file = Files.createFile(directory.resolve("file"));
        Path volume = Files.createDirectory(directory.resolve("volume"));
        assumeTrue(shell(mount.formatted(mounted, directory)), "nothing can be mounted here");
        try {
            boolean alone = mount.contains("/file");
            Path secret = alone ? file : Files.createSymbolicLink(directory.resolve("link"), volume.resolve("secret"));

            assertEquals(false, FileModes.areOpen(secret));
            assertEquals(true, FileModes.letOthersRead(secret));
        } finally {
            shell("umount " + file + " 2> /dev/null || umount " + volume);
        }
    }

    private static boolean shell(String command) throws Exception {
        return new ProcessBuilder("sh", "-c", command).start().waitFor() == 0;
    }
}
