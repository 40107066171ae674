package dev.challenger.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * The streams of a command.
 *
 * @param out for results, which programs read
 * @param err for messages, which people read
 * @param terminal returns whether a person sees err
 */
record Console(InputStream in, PrintWriter out, PrintWriter err, BooleanSupplier terminal) {
    static Console ofProcess() {
        return new Console(System.in, utf8(System.out), utf8(System.err), Progress::isTerminal);
    }

    /** Tells the person at the terminal, if there is one, that long work goes on. To be closed at its end. */
    Progress progress(String work) {
        return new Progress(err, work, terminal.getAsBoolean());
    }

    /** Always UTF-8, so that programs read the same output in every locale. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
