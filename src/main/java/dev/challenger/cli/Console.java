package dev.challenger.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The streams of a command.
 *
 * @param out for results, which programs read
 * @param err for messages, which people read
 */
record Console(InputStream in, PrintWriter out, PrintWriter err) {
    static Console ofProcess() {
        return new Console(System.in, utf8(System.out), utf8(System.err));
    }

    /** Always UTF-8, so that programs read the same output in every locale. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
