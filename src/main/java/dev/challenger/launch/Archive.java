package dev.challenger.launch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive that is a file, or that lies uncompressed in another archive. All archives of one file share its one open
 * handle, so they stay readable when the file is replaced or deleted. The classes of the JDK cannot do this: they open only
 * whole files, or close the file for good when a reading thread is interrupted.
 */
final class Archive {
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int CENTRAL_LENGTH = 46;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** The first version of Java for which an archive may have versions of its entries. */
    private static final int FIRST_VERSION = 9;

    private final RandomAccessFile file;
    private final long begin;
    private final long length;
    private final Map<String, Entry> entries;

    /** @param header where the local header begins, counted from the begin of the archive */
    private record Entry(long header, int compressed, int size, int method) {}

    /** Reads the names of all entries in an archive that is this part of a file. */
    Archive(RandomAccessFile file, long begin, long length) throws IOException {
        this(file, begin, length, new HashMap<>());
        try {
            addEntries(centralDirectory());
        } catch (IndexOutOfBoundsException e) {
            throw damaged();
        }
    }

    private Archive(RandomAccessFile file, long begin, long length, Map<String, Entry> entries) {
        this.file = file;
        this.begin = begin;
        this.length = length;
        this.entries = entries;
    }

    /** Returns the part of this archive that is in a directory. Its names begin after that of the directory. */
    Archive below(String directory) {
        Map<String, Entry> below = new HashMap<>();
        entries.forEach((name, entry) -> {
            if (name.startsWith(directory)) {
                below.put(name.substring(directory.length()), entry);
            }
        });
        return new Archive(file, begin, length, below);
    }

    /** Opens the archive that is stored under a name in this one. */
    Archive nested(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null || entry.method != STORED) {
            throw new ZipException(name + " is compressed or missing; run the WAR as it was built");
        }
        Archive archive = new Archive(file, begin + content(entry), entry.size);
        archive.chooseVersions();
        return archive;
    }

    /** Lets the newest version of each entry that this Java can run replace the oldest, in an archive with several. */
    private void chooseVersions() throws IOException {
        byte[] manifest = read("META-INF/MANIFEST.MF");
        if (manifest == null || !isMultiRelease(manifest)) {
            return;
        }
        for (int version = FIRST_VERSION; version <= Runtime.version().feature(); version++) {
            entries.putAll(below("META-INF/versions/" + version + "/").entries);
        }
    }

    private static boolean isMultiRelease(byte[] manifest) throws IOException {
        Attributes attributes = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
        return Boolean.parseBoolean(attributes.getValue(Attributes.Name.MULTI_RELEASE));
    }

    /** Returns the names of all entries; those of directories end with a slash. */
    Set<String> names() {
        return entries.keySet();
    }

    /** Returns the content of an entry, or null if there is none of this name. */
    byte @Nullable [] read(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        byte[] raw = bytes(content(entry), entry.compressed);
        return entry.method == STORED ? raw : inflate(raw, entry.size);
    }

    private static byte[] inflate(byte[] raw, int size) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] content = new byte[size];
            inflater.setInput(raw);
            if (inflater.inflate(content) != size) {
                throw damaged();
            }
            return content;
        } catch (DataFormatException e) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    /** Returns where the content of an entry begins. The local header has lengths of its own. */
    private long content(Entry entry) throws IOException {
        ByteBuffer local = buffer(bytes(entry.header, LOCAL_LENGTH));
        require(local.getInt(0) == LOCAL_SIGNATURE);
        return entry.header + LOCAL_LENGTH + unsigned(local, 26) + unsigned(local, 28);
    }

    private byte[] centralDirectory() throws IOException {
        int tail = (int) Math.min(length, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer end = buffer(bytes(length - tail, tail));
        int at = tail - END_LENGTH;
        while (at >= 0 && !(end.getInt(at) == END_SIGNATURE && at + END_LENGTH + unsigned(end, at + 20) == tail)) {
            at--;
        }
        require(at >= 0);
        return bytes(Integer.toUnsignedLong(end.getInt(at + 16)), end.getInt(at + 12));
    }

    private void addEntries(byte[] bytes) throws IOException {
        ByteBuffer directory = buffer(bytes);
        for (int at = 0; at < directory.limit(); ) {
            require(directory.getInt(at) == CENTRAL_SIGNATURE);
            int name = unsigned(directory, at + 28);
            Entry entry = new Entry(
                    Integer.toUnsignedLong(directory.getInt(at + 42)),
                    directory.getInt(at + 20),
                    directory.getInt(at + 24),
                    unsigned(directory, at + 10));
            require((entry.method == STORED || entry.method == DEFLATED) && entry.size >= 0);
            entries.put(new String(bytes, at + CENTRAL_LENGTH, name, StandardCharsets.UTF_8), entry);
            at += CENTRAL_LENGTH + name + unsigned(directory, at + 30) + unsigned(directory, at + 32);
        }
    }

    /** Also refuses the large sizes of ZIP64, which are negative here. */
    private byte[] bytes(long offset, int count) throws IOException {
        require(offset >= 0 && count >= 0 && offset + count <= length);
        byte[] bytes = new byte[count];
        synchronized (file) {
            file.seek(begin + offset);
            file.readFully(bytes);
        }
        return bytes;
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static void require(boolean met) throws ZipException {
        if (!met) {
            throw damaged();
        }
    }

    private static ZipException damaged() {
        return new ZipException("the archive is damaged, or of a kind that is not supported");
    }
}
