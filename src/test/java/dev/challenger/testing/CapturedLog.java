package dev.challenger.testing;

import dev.challenger.audit.Audit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Captures the log until it is closed: all lines of our own loggers, and the default levels of all others. */
public final class CapturedLog extends Handler implements AutoCloseable {
    private static final String OURS = "dev.challenger";

    private final Logger ours = Logger.getLogger(OURS);
    private final @Nullable Level before = ours.getLevel();
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** A record of the log, as a formatter writes it. */
    public record Entry(String logger, Level level, String text) {
        /** Returns true if the record belongs to the audit log. */
        public boolean audit() {
            return logger.equals(Audit.LOGGER);
        }
    }

    public CapturedLog() {
        setLevel(Level.ALL);
        ours.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    /** Returns the records of all loggers. */
    public List<Entry> all() {
        return entries;
    }

    /** Returns the lines of our own classes, without the audit log and without test classes. */
    public List<String> ours() {
        return entries.stream()
                .filter(entry -> entry.logger.startsWith(OURS) && !entry.logger.startsWith(OURS + ".testing"))
                .filter(entry -> !entry.audit())
                .map(Entry::text)
                .toList();
    }

    /**
     * Returns the lines of all classes that answer requests. Leaves out the audit log, background work and the mailbox.
     */
    public List<String> ofRequests() {
        return entries.stream()
                .filter(entry -> !entry.audit()
                        && !entry.logger.endsWith(".Housekeeping")
                        && !entry.logger.startsWith("com.icegreen"))
                .map(Entry::text)
                .toList();
    }

    /** Returns the lines of the audit log. */
    public List<String> audit() {
        return entries.stream().filter(Entry::audit).map(Entry::text).toList();
    }

    /** Forgets the records captured so far. */
    public void clear() {
        entries.clear();
    }

    @Override
    public void publish(LogRecord record) {
        String text = new SimpleFormatter().formatMessage(record);
        Throwable thrown = record.getThrown();
        entries.add(new Entry(
                String.valueOf(record.getLoggerName()),
                record.getLevel(),
                thrown == null ? text : text + "\n" + stackTrace(thrown)));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        ours.setLevel(before);
    }
}
