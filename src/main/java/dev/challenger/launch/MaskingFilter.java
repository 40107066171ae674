package dev.challenger.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in every log record before a handler gets it: in the message with its parameters, and in the exception with
 * its causes. Our own code logs no secrets. Jetty, however, logs parts of requests that it cannot parse.
 */
final class MaskingFilter implements Filter {
    private static final Formatter FORMATTER = new SimpleFormatter();

    private final @Nullable Filter configured;

    private MaskingFilter(@Nullable Filter configured) {
        this.configured = configured;
    }

    /** Puts a filter before each handler of a logger, in addition to the one that the operator configured. */
    static void install(Logger logger) {
        for (Handler handler : logger.getHandlers()) {
            if (!(handler.getFilter() instanceof MaskingFilter)) {
                handler.setFilter(new MaskingFilter(handler.getFilter()));
            }
        }
    }

    @Override
    public boolean isLoggable(LogRecord log) {
        if (configured != null && !configured.isLoggable(log)) {
            return false;
        }
        if (log.getMessage() != null) {
            log.setMessage(SecretMask.mask(FORMATTER.formatMessage(log)));
            log.setParameters(null);
            log.setResourceBundle(null);
        }
        if (log.getThrown() != null) {
            log.setThrown(masked(log.getThrown()));
        }
        return true;
    }

    private static Throwable masked(Throwable thrown) {
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        String trace = printed.toString();
        String masked = SecretMask.mask(trace);
        return masked.equals(trace) ? thrown : new MaskedException(thrown, masked);
    }
}
