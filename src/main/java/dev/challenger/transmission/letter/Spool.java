package dev.challenger.transmission.letter;

import dev.challenger.secret.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A directory for letters. A file appears under its name when it is whole and on the disk, and the JSON appears last: a program
 * that waits for it finds both. The group may read the files, so that another user can take them.
 */
class Spool {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path directory;

    Spool(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /**
     * Puts a letter there. It is handed over once the JSON has its name, since the other program may take both files from then on.
     *
     * @throws IOException if the letter is not handed over; neither of the two files is left then
     */
    void put(String name, byte[] pdf, byte[] json) throws IOException {
        Path letter = directory.resolve(name + ".pdf");
        try {
            publish(letter, pdf);
            sync();
            publish(directory.resolve(name + ".json"), json);
        } catch (IOException | RuntimeException e) {
            remove(letter);
            throw e;
        }
        try {
            sync();
        } catch (IOException e) {
            // The letter may be on its way, and a failure would let another sender print it again. The next letter
            // meets the same fault.
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The failure before this one is reported.
        }
    }

    /** Writes a file and deletes it. Checks that nobody else can put another letter in place of one. */
    void check() throws IOException {
        Path trial = directory.resolve("." + UUID.randomUUID() + ".part");
        try {
            write(trial, new byte[] {'%'});
            sync();
            if (FileModes.letOthersReplace(trial)) {
                throw new IOException("every user may change its files; take that right away (chmod o-w)");
            }
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    private void publish(Path file, byte[] content) throws IOException {
        Path part = directory.resolve("." + file.getFileName() + ".part");
        try {
            write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            remove(part);
            throw e;
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        FileAttribute<?>[] mode = POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), mode)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes the names last. Windows cannot open a directory, and does this itself. */
    void sync() throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
