package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads request bodies. Compressed bodies are decompressed, and no body may have more than {@link #LIMIT} bytes. */
final class Body {
    /** Bytes after decompression. */
    static final int LIMIT = 16 * 1024;

    /** Bytes that compression may add to a body that it cannot make smaller. */
    private static final int OVERHEAD = 1024;

    private static final long MAX_DISCARDED = 2 * 1024 * 1024;
    private static final Duration MAX_DISCARDING = Duration.ofSeconds(5);

    private Body() {}

    /** @throws Problem code 32 for more than the limit, 28 for a broken or unknown encoding, 23 if it breaks off */
    static byte[] read(HttpServletRequest request) {
        String encoding = encoding(request);
        InputStream raw = new Upload(request);
        return encoding.equals("identity") ? bounded(raw) : decoded(raw, encoding);
    }

    /**
     * Reads and discards the rest of a body after a refusal, because a client that is still sending when its connection is
     * closed may never see the answer. Stops after 2 MiB or 5 seconds. Does nothing for a client that asked before sending
     * ({@code Expect}), which sends nothing after a refusal.
     */
    static void discardRest(HttpServletRequest request) {
        if (request.getHeader("Expect") != null) {
            return;
        }
        byte[] chunk = new byte[LIMIT];
        long end = System.nanoTime() + MAX_DISCARDING.toNanos();
        try {
            int read = 0;
            for (long total = 0; read >= 0 && total < MAX_DISCARDED && System.nanoTime() - end < 0; total += read) {
                read = request.getInputStream().read(chunk);
            }
        } catch (IOException | RuntimeException e) {
            // The client has disconnected, or broke off its body.
        }
    }

    private static String encoding(HttpServletRequest request) {
        return OneHeader.of(request, "Content-Encoding")
                .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
                .orElse("identity");
    }

    private static byte[] decoded(InputStream raw, String encoding) {
        try (InputStream inflated = switch (encoding) {
            case "deflate" -> new Zlib(raw);
            case "gzip", "x-gzip" -> new GZIPInputStream(raw);
            default -> throw new ZipException("unknown encoding");
        }) {
            return bounded(inflated);
        } catch (ZipException | EOFException e) {
            throw new Problem(ErrorCode.GENERIC_COMPRESSION_INVALID);
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    private static byte[] bounded(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new Problem(ErrorCode.GENERIC_UPLOAD_EXCEEDS_LIMIT);
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new Problem(ErrorCode.GENERIC_COMPRESSION_INVALID);
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    private static Problem brokenOff() {
        return new Problem(ErrorCode.GENERIC_HTTP_HEADERS_MALFORMED, "the body is incomplete");
    }

    /** Refuses data that needs a dictionary, which the library reports as the end of the data. */
    private static final class Zlib extends InflaterInputStream {
        Zlib(InputStream raw) {
            super(raw);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (inf.needsDictionary()) {
                throw new ZipException("needs a dictionary");
            }
            return read;
        }
    }

    /**
     * The body as it arrives. It is bounded too, since compressed data can go on for ever without a byte coming out.
     * Containers report a broken transfer with exceptions of their own, some of them unchecked.
     */
    private static final class Upload extends InputStream {
        private final HttpServletRequest request;
        private long left = LIMIT + OVERHEAD;

        Upload(HttpServletRequest request) {
            this.request = request;
            require(request.getContentLengthLong() <= left);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = request.getInputStream().read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                throw brokenOff();
            }
            left -= read;
            require(left >= 0);
            return read;
        }

        private static void require(boolean withinLimit) {
            if (!withinLimit) {
                throw new Problem(ErrorCode.GENERIC_UPLOAD_EXCEEDS_LIMIT);
            }
        }
    }
}
