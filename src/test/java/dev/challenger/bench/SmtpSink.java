package dev.challenger.bench;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server that accepts everything, at once or slowly, and keeps the newest message to each recipient until its TAN is
 * asked for.
 */
final class SmtpSink implements AutoCloseable {
    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<([^>]+)>.*", Pattern.CASE_INSENSITIVE);
    /** Older WARs, which may be measured too, write a hyphen. */
    private static final Pattern TAN = Pattern.compile("\\b(\\d{4}-?\\d{4})\\b");

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Duration pause;

    SmtpSink() throws IOException {
        this(Duration.ZERO);
    }

    /** @param pause the time that each reply takes */
    SmtpSink(Duration pause) throws IOException {
        this.pause = pause;
        daemon(() -> {
            while (true) {
                Socket connection = listener.accept();
                daemon(() -> speak(connection));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The socket was closed: the product hung up, or the benchmark ended.
                    }
                },
                "smtp sink");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the TAN in the newest message to a recipient, and forgets the message. */
    String take(String recipient) {
        String body = bodies.remove(recipient);
        if (body == null) {
            throw new IllegalStateException("no message has arrived");
        }
        Matcher tan = TAN.matcher(body);
        if (!tan.find()) {
            throw new IllegalStateException("the message has no TAN: " + body);
        }
        return tan.group(1);
    }

    private void speak(Socket connection) throws IOException {
        try (connection;
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            connection.setTcpNoDelay(true);
            reply(connection, "220 sink");
            String recipient = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher named = RECIPIENT.matcher(line);
                if (named.matches()) {
                    recipient = named.group(1);
                    reply(connection, "250 ok");
                } else if (line.toUpperCase(Locale.ROOT).equals("DATA")) {
                    reply(connection, "354 go on");
                    bodies.put(recipient, body(lines));
                    reply(connection, "250 ok");
                } else {
                    reply(connection, line.toUpperCase(Locale.ROOT).startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        }
    }

    /** Reads a message up to its end, without its head. */
    private static String body(BufferedReader lines) throws IOException {
        StringBuilder body = new StringBuilder();
        boolean head = true;
        for (String line = lines.readLine(); !".".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new EOFException("the message was broken off");
            }
            head &= !line.isEmpty();
            if (!head) {
                body.append(line).append('\n');
            }
        }
        return body.toString();
    }

    private void reply(Socket connection, String line) throws IOException {
        LockSupport.parkNanos(pause.toNanos());
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
