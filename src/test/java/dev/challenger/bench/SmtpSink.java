package dev.challenger.bench;

import java.io.BufferedReader;
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

/** A mail server that accepts everything, at once or slowly, and keeps only the newest TAN of each recipient. */
final class SmtpSink implements AutoCloseable {
    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<([^>]+)>.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAN = Pattern.compile("\\b(\\d{8})\\b");

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Map<String, String> tans = new ConcurrentHashMap<>();
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

    /** Returns the newest TAN of a recipient, and forgets it. */
    String take(String recipient) {
        String tan = tans.remove(recipient);
        if (tan == null) {
            throw new IllegalStateException("no message has arrived");
        }
        return tan;
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
                    keepTan(recipient, lines);
                    reply(connection, "250 ok");
                } else {
                    reply(connection, line.toUpperCase(Locale.ROOT).startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        }
    }

    /** Reads a message up to its end, and keeps the first TAN after its head. */
    private void keepTan(String recipient, BufferedReader lines) throws IOException {
        boolean body = false;
        String tan = "";
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            body |= line.isEmpty();
            Matcher group = TAN.matcher(line);
            if (body && tan.isEmpty() && group.find()) {
                tan = group.group(1);
            }
        }
        tans.put(recipient, tan);
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
