package dev.challenger.transmission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The output of a command. Keeps the beginning, and reads and drops the rest, so that the command never blocks on a full
 * pipe. Reading never blocks either, since a background process of the command may keep the pipe open for ever.
 */
final class CommandOutput {
    private static final int LIMIT = 2048;

    private final InputStream pipe;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    CommandOutput(InputStream pipe) {
        this.pipe = pipe;
    }

    /** Reads the available bytes without waiting. Returns false if there were none. */
    boolean take() {
        try {
            byte[] chunk = pipe.readNBytes(pipe.available());
            int room = Math.min(chunk.length, LIMIT - kept.size());
            kept.write(chunk, 0, room);
            cut |= room < chunk.length;
            return chunk.length > 0;
        } catch (IOException e) {
            // The pipe is broken, so the output has ended.
            return false;
        }
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    /** Returns true if there was more output than is kept. */
    boolean isCut() {
        return cut;
    }
}
