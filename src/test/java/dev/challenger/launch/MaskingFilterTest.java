package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.logging.XMLFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that nothing that a handler gets has a secret, wherever in the record it was. */
class MaskingFilterTest {
    private static final String NONCE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJK";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Logger logger = Logger.getAnonymousLogger();

    private static final class Named extends Logger {
        Named(String name) {
            super(name, null);
        }
    }

    private static List<LogRecord> records() {
        LogRecord parameter = new LogRecord(Level.INFO, "bad {0} of {1}");
        parameter.setParameters(new Object[] {"/solve/" + NONCE, List.of("pin=12345678")});
        LogRecord message = new LogRecord(Level.INFO, "bad /solve/" + NONCE + " 12345678");
        LogRecord thrown = new LogRecord(Level.INFO, "failed");
        thrown.setThrown(new IOException("pin=12345678", new IllegalStateException("/solve/" + NONCE)));
        LogRecord suppressed = new LogRecord(Level.INFO, "failed");
        Exception outer = new IOException("harmless");
        outer.addSuppressed(new IOException(NONCE + " 1234-5678"));
        suppressed.setThrown(outer);
        LogRecord circle = new LogRecord(Level.INFO, "failed");
        Exception first = new IOException("first");
        circle.setThrown(new IOException("12345678", first));
        first.initCause(circle.getThrown());
        return List.of(parameter, message, thrown, suppressed, circle);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noPartOfARecordKeepsASecret(boolean xml) {
        Handler handler = new StreamHandler(written, xml ? new XMLFormatter() : new SimpleFormatter());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        MaskingFilter.install(logger);

        records().forEach(logger::log);

        handler.flush();
        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("***"), text);
        assertFalse(text.contains(NONCE) || text.contains("12345678") || text.contains("1234-5678"), text);
    }

    @Test
    void causesAndFramesAreStillPrinted() {
        Handler handler = new StreamHandler(written, new SimpleFormatter());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        MaskingFilter.install(logger);

        records().forEach(logger::log);

        handler.flush();
        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Caused by: java.lang.IllegalStateException: /solve/***"), text);
        assertTrue(text.contains("\tat " + MaskingFilterTest.class.getName() + ".records("), text);
    }

    @Test
    void aFilterThatTheOperatorConfiguredStillDecides() {
        Handler handler = new StreamHandler(written, new SimpleFormatter());
        handler.setFilter(log -> !log.getMessage().startsWith("bad"));
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        MaskingFilter.install(logger);
        MaskingFilter.install(logger);

        records().forEach(logger::log);

        handler.flush();
        assertFalse(written.toString(StandardCharsets.UTF_8).contains("bad"));
    }

    /** The configuration of the log may give any logger handlers of its own. */
    @Test
    void handlersOfASingleLoggerAreMaskedToo() throws IOException {
        LastingLog manager = new LastingLog();
        manager.readConfiguration(new ByteArrayInputStream(
                "org.eclipse.jetty.handlers = java.util.logging.ConsoleHandler".getBytes(StandardCharsets.UTF_8)));
        Logger jetty = new Named("org.eclipse.jetty");

        manager.addLogger(jetty);

        assertEquals(1, jetty.getHandlers().length);
        assertInstanceOf(MaskingFilter.class, jetty.getHandlers()[0].getFilter());
    }
}
