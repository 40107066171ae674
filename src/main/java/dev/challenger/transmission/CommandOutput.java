package dev.challenger.transmission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a command prints. The beginning is kept, the rest read and dropped, so that the command never waits for a reader.
 * Nobody waits for the command either: a child of it in the background may keep the pipe open for ever.
 */
final class CommandOutput {
    private static final int LIMIT = 2048;

    private final InputStream pipe;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    CommandOutput(InputStream pipe) {
        this.pipe = pipe;
    }

    /** Takes what is there by now, and tells whether there was anything. */
    boolean take() {
        try {
            byte[] chunk = pipe.readNBytes(pipe.available());
            int room = Math.min(chunk.length, LIMIT - kept.size());
            kept.write(chunk, 0, room);
            cut |= room < chunk.length;
            return chunk.length > 0;
        } catch (IOException e) {
            // The pipe broke, so this is all.
            return false;
        }
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    /** Whether there was more than is kept. */
    boolean isCut() {
        return cut;
    }
}
