package dev.challenger.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes.
 *
 * @param out for programs
 * @param err for people
 */
record Console(InputStream in, PrintWriter out, PrintWriter err) {
    static Console ofProcess() {
        return new Console(System.in, utf8(System.out), utf8(System.err));
    }

    /** Whatever the locale, so that programs get the same everywhere. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
