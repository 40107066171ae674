package dev.challenger.secret;

import dev.challenger.wire.Base32;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The file that has the keys, outside the database: a line for each key, its id and 52 symbols of Base32, blank lines and
 * lines with {@code #} left out. Only its owner may change it, and nobody but the owner's group may read it.
 */
public final class KeyFile {
    private static final Logger LOG = System.getLogger(KeyFile.class.getName());
    private static final String HEADER = """
            # Keys of Challenger: id and secret, newest used, older ones still verify.
            # Every node needs the same file. Whoever reads it can compute every code sent.
            """;

    private final Path path;

    public KeyFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /**
     * Reads the keys; where there is no file yet, makes one with a fresh key first, readable by its owner alone.
     *
     * @throws IOException with a message for the operator: unreadable, not writable, malformed, or readable by others
     */
    public Keys open(Secrets secrets) throws IOException {
        try {
            if (!Files.exists(path)) {
                create(secrets);
            }
        } catch (FileSystemException e) {
            throw failed(e);
        }
        return read();
    }

    /**
     * Reads the keys of a file that is there.
     *
     * @throws IOException as {@link #open}
     */
    public Keys read() throws IOException {
        return new Keys(this::keys);
    }

    /**
     * Adds a fresh key with the next id; where there is no file yet, makes one. In place, so that whoever may read the file
     * still may.
     *
     * @return the keys, the fresh one the newest
     * @throws IOException as {@link #open}
     */
    public Keys add(Secrets secrets) throws IOException {
        if (!Files.exists(path)) {
            return open(secrets);
        }
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try {
            Files.createFile(lock);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody else adds a key right now; if nobody does, delete " + lock, e);
        } catch (FileSystemException e) {
            throw failed(e);
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            String line = line(next(read().newest().id()), secrets);
            append(endsLine(file) ? line : "\n" + line, file);
        } catch (FileSystemException e) {
            throw failed(e);
        } finally {
            Files.delete(lock);
        }
        return read();
    }

    private int next(int id) throws IOException {
        if (id == Integer.MAX_VALUE) {
            throw new IOException("the key file " + path + " has the highest id there is");
        }
        return id + 1;
    }

    private static boolean endsLine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        file.read(last, file.size() - 1);
        return last.get(0) == '\n';
    }

    /** All or nothing, even if the disk is full. */
    private static void append(String line, FileChannel file) throws IOException {
        long size = file.size();
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes, size + bytes.position());
            }
            file.force(true);
        } catch (IOException e) {
            file.truncate(size);
            throw e;
        }
    }

    private static String line(int id, Secrets secrets) {
        return id + " " + secrets.fresh().text() + "\n";
    }

    private List<Key> keys() throws IOException {
        List<Key> keys = new ArrayList<>();
        for (String line : lines()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(parse(line));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the key file " + path + " has no key");
        }
        if (keys.stream().map(Key::id).distinct().count() < keys.size()) {
            throw new IOException("the key file " + path + " has two keys with the same id");
        }
        return keys;
    }

    private List<String> lines() throws IOException {
        try {
            refuseIfOthersMayRead();
            // Latin 1 reads any bytes, so that what is wrong with them can be said without showing them.
            return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
        } catch (FileSystemException e) {
            throw failed(e);
        }
    }

    /** Its message alone is often no more than a path. */
    private IOException failed(FileSystemException e) {
        return new IOException("the key file " + path + " cannot be read or made: " + e, e);
    }

    private void create(Secrets secrets) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        String text = HEADER + line(1, secrets);
        // Created under another name and linked, so that a second node never reads half a file.
        Path fresh = Files.createTempFile(parent, "challenger", ".key", ownerOnly());
        try {
            Files.writeString(fresh, text, StandardOpenOption.WRITE);
            putInPlace(fresh);
            // No fault, but a command too is to tell it, whichever is the first.
            LOG.log(Level.WARNING, "made the key file {0}: back it up, and give every node the same", path);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster: its key counts.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void putInPlace(Path fresh) throws IOException {
        try {
            Files.createLink(path, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without links.
            Files.move(fresh, path);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (!posix()) {
            return;
        }
        Set<PosixFilePermission> others = EnumSet.of(
                PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
        others.retainAll(Files.getPosixFilePermissions(path));
        if (!others.isEmpty()) {
            throw new IOException("the key file " + path + " is open to others: allow its owner alone (chmod 600)");
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private Key parse(String line) throws IOException {
        String[] parts = line.strip().split("\\s+", -1);
        try {
            if (parts.length == 2) {
                byte[] bytes = Base32.decode(parts[1], Key.LENGTH).orElseThrow(IllegalArgumentException::new);
                return new Key(id(parts[0]), bytes);
            }
        } catch (IllegalArgumentException e) {
            // The message below says it without showing the line, which may be most of a key.
        }
        throw new IOException("the key file " + path + " has a line that is not an id and 52 symbols");
    }

    private static int id(String text) {
        int id = Integer.parseInt(text);
        if (id < 1) {
            throw new IllegalArgumentException("ids begin with 1");
        }
        return id;
    }
}
