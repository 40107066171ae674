package dev.challenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests byte for byte, as no client library would. */
public final class RawHttp {
    private static final int LIMIT_MILLIS = 60_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;

    public RawHttp(String url) {
        this.port = URI.create(url).getPort();
    }

    /**
     * The answer of a server.
     *
     * @param status 0 if the connection was closed without an answer
     * @param head the lines before the body
     */
    public record Answer(int status, String head, String body) {
        /** Returns the error code in the body, or 0 if the body is not JSON with a code. */
        public int code() {
            try {
                JsonNode json = JSON.readTree(body);
                return json == null ? 0 : json.path("code").asInt();
            } catch (IOException e) {
                return 0;
            }
        }
    }

    /** Sends these lines with {@code Connection: close} and an empty line. */
    public Answer head(String... lines) {
        return send(request(new byte[0], lines));
    }

    /** Returns head and body in one, with {@code Connection: close} and without a length. */
    public static byte[] request(byte[] body, String... lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                (String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Sends the bytes, closes the sending side, and reads until the server closes. */
    public Answer send(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            write(socket, request);
            return parse(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the request. A server may answer and close before it has read everything. */
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (IOException e) {
            // If an answer arrived, it has the reason.
        }
    }

    private static String read(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
        } catch (IOException e) {
            // The server closed with unread bytes, which resets the connection. The bytes received before count.
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Answer parse(String answer) {
        String rest = answer.startsWith("HTTP/1.1 100 ") ? answer.substring(answer.indexOf("\r\n\r\n") + 4) : answer;
        int end = rest.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, rest, "");
        }
        return new Answer(Integer.parseInt(rest.substring(9, 12)), rest.substring(0, end), rest.substring(end + 4));
    }
}
