package dev.challenger.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The log on standard error, one line per record, in UTF-8 and UTC. A thread formats its record and hands it to the operating system by itself,
 * in one write, which the system does not mix with others. So requests share no lock, and a line is out of this process
 * before the request is answered: nothing is lost when the process ends, however it ends. It is public for configurations of the log, which
 * name it.
 */
public final class ConsoleLog extends Handler {
    /** The system writes so many bytes to a pipe at once (POSIX, {@code PIPE_BUF} on Linux). */
    private static final int AT_ONCE = 4096;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT);
    private static final Formatter MESSAGES = new SimpleFormatter();

    private final OutputStream out;

    public ConsoleLog() {
        this(new FileOutputStream(FileDescriptor.err));
    }

    /** @param out without a buffer and without a lock */
    ConsoleLog(OutputStream out) {
        this.out = out;
        setLevel(Level.INFO);
    }

    /** Replaces the JDK's log on standard error, which has one lock for all threads. */
    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                root.removeHandler(handler);
            }
        }
        root.addHandler(new ConsoleLog());
    }

    @Override
    public void publish(LogRecord log) {
        if (isLoggable(log)) {
            try {
                write(line(log));
            } catch (IOException e) {
                reportError(null, e, ErrorManager.WRITE_FAILURE);
            }
        }
    }

    private static String line(LogRecord log) {
        StringBuilder line = new StringBuilder(256);
        TIME.formatTo(log.getInstant().atZone(ZoneOffset.UTC), line);
        line.append(' ').append(log.getLevel().getName()).append(' ').append(log.getLoggerName());
        line.append(": ").append(MESSAGES.formatMessage(log)).append(System.lineSeparator());
        if (log.getThrown() != null) {
            StringWriter trace = new StringWriter();
            log.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    /** Writes a long record line by line. */
    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= AT_ONCE) {
            out.write(bytes);
        } else {
            for (String line : text.split("(?<=\n)")) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Does nothing: nothing is buffered. */
    @Override
    public void flush() {}

    /** Does nothing: standard error stays open. */
    @Override
    public void close() {}
}
