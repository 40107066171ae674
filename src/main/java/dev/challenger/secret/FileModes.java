package dev.challenger.secret;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The rights of other users to files, on systems that have such rights. On other systems nobody has any. */
public final class FileModes {
    /** The mode bit of a directory in which users may only delete and rename their own files. */
    private static final int STICKY = 01000;

    private static final Set<PosixFilePermission> ON_SECRETS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private FileModes() {}

    static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Returns true if users other than the owner may change a file with a secret, or those outside its group may read it. A
     * mounted secret of a container may be read: Docker and Kubernetes give it to root with the mode 0444, the service may
     * change neither, and other users of the machine cannot reach the file. It is told from other files of root in memory, such
     * as one in the /run or /tmp of a machine, by its mount: that is read-only, or has this file alone. A directory that keeps
     * others out serves as well.
     */
    public static boolean areOpen(Path secret) throws IOException {
        return posix()
                && Files.getPosixFilePermissions(secret).stream()
                        .filter(ON_SECRETS::contains)
                        .anyMatch(right -> right != PosixFilePermission.OTHERS_READ || !isMounted(secret));
    }

    /** Returns true if every user may read a file. */
    public static boolean letOthersRead(Path file) throws IOException {
        return posix() && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    /** Returns false also if the system does not tell. */
    private static boolean isMounted(Path secret) {
        try {
            Path file = secret.toRealPath();
            FileStore mount = Files.getFileStore(file);
            return mount.type().equals("tmpfs")
                    && Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"))
                    && (mount.isReadOnly() || isMountPoint(file) || isOutOfReach(file));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMountPoint(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent());
        return !Files.getAttribute(file, "unix:dev").equals(Files.getAttribute(directory, "unix:dev"));
    }

    /** Returns true if a directory on the way lets others through to nothing in it. */
    private static boolean isOutOfReach(Path file) throws IOException {
        for (Path directory = file.getParent(); directory != null; directory = directory.getParent()) {
            if (!Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if every user may change a file, or replace it in its directory. */
    public static boolean letOthersReplace(Path file) throws IOException {
        Path directory = file.toRealPath().getParent();
        return posix()
                && (othersMayWrite(file)
                        || directory != null && othersMayWrite(directory) && (mode(directory) & STICKY) == 0);
    }

    private static boolean othersMayWrite(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static int mode(Path directory) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                ? (int) Files.getAttribute(directory, "unix:mode")
                : 0;
    }
}
