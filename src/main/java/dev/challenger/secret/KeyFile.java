package dev.challenger.secret;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The file with the keys, in the format of {@link KeyLines}. Only its owner may write it; only its owner and the owner's
 * group may read it. Nodes may create it, and commands may add keys to it, at the same time.
 */
public final class KeyFile implements KeySource {
    private static final Logger LOG = System.getLogger(KeyFile.class.getName());
    private final Path path;
    private final KeyLines lines;

    public KeyFile(Path path) {
        this.path = path;
        this.lines = new KeyLines("the key file " + path);
    }

    public Path path() {
        return path;
    }

    /**
     * Reads the keys. If the file does not exist, creates it first, with a new key and readable by its owner only.
     *
     * @throws IOException if the file is unreadable, not writable, malformed, or open to others; the message is for the
     *     operator
     */
    public Keys open(Secrets secrets) throws IOException {
        return open(new Keys(this::keys), secrets);
    }

    /** Reads the keys as {@link #open(Secrets)}, into an object that other objects hold already. */
    @Override
    public Keys open(Keys keys, Secrets secrets) throws IOException {
        try {
            if (!Files.exists(path)) {
                create(secrets);
            }
        } catch (FileSystemException e) {
            throw failed(e);
        }
        return keys.read();
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public String mismatch() {
        return "key.file: this database is used with another key file than " + path
                + "; use that one: it is on the other nodes, in the backup, or with the user who ran the first command";
    }

    /** Reads the keys of an existing file, as {@link #read}; there are no keys yet if it does not exist. */
    @Override
    public Keys readIfThere() throws IOException {
        Keys keys = new Keys(this::keys);
        return exists() ? keys.read() : keys;
    }

    /**
     * Reads the keys of an existing file.
     *
     * @throws IOException as {@link #open(Secrets)}
     */
    public Keys read() throws IOException {
        return new Keys(this::keys).read();
    }

    /**
     * Appends a new key with the next id. If the file does not exist, creates it. The file is changed in place, which keeps
     * its owner and permissions.
     *
     * @return all keys; the new one is the newest
     * @throws IOException as {@link #open(Secrets)}
     */
    public Keys add(Secrets secrets) throws IOException {
        if (!Files.exists(path)) {
            return open(secrets);
        }
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try {
            Files.createFile(lock);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another command is adding a key right now; if none is running, delete " + lock, e);
        } catch (FileSystemException e) {
            throw failed(e);
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            String line = lines.next(read().newest().id(), secrets);
            append(endsLine(file) ? line : "\n" + line, file);
        } catch (FileSystemException e) {
            throw failed(e);
        } finally {
            Files.delete(lock);
        }
        return read();
    }

    private static boolean endsLine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        file.read(last, file.size() - 1);
        return last.get(0) == '\n';
    }

    /** Writes the whole line or nothing, even if the disk is full. */
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

    private List<Key> keys() throws IOException {
        try {
            refuseIfOthersMayRead();
            // ISO-8859-1 decodes any bytes, so that a malformed file is reported as such.
            return lines.parse(Files.readAllLines(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new IOException("the key file " + path + " does not exist; the first start makes it", e);
        } catch (FileSystemException e) {
            throw failed(e);
        }
    }

    /** The message of a FileSystemException is often only a path, so its class is given too. */
    private IOException failed(FileSystemException e) {
        return new IOException("the key file " + path + " cannot be read or created: " + e, e);
    }

    private void create(Secrets secrets) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // Written under another name and then linked, so that another node never reads half a file.
        Path fresh = Files.createTempFile(parent, "challenger", ".key", ownerOnly());
        try {
            Files.writeString(fresh, lines.first(secrets), StandardOpenOption.WRITE);
            putInPlace(fresh);
            // A warning, so that commands show it too: they do not log less severe records.
            LOG.log(Level.WARNING, "Created the key file {0}. Back it up, and give every node the same file", path);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; its file is used.
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
            // The file system does not support hard links.
            Files.move(fresh, path);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileModes.posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (FileModes.areOpen(path)) {
            throw new IOException("the key file " + path + " is open to others: restrict it to its owner (chmod 600)");
        }
    }
}
