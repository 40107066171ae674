package dev.challenger.launch;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that knows how long the head of a request has been on its way, and that answers a malformed HEAD request
 * without a body. Jetty restarts its own time limit with each byte, and takes every malformed request for a GET.
 */
final class HeadConnection extends HttpConnection {
    private static final String HEAD = "HEAD";
    private static final String BEGIN = HEAD + " ";

    /** When the first byte of the head that is on its way arrived, never 0; 0 if none is. */
    private volatile long began;

    HeadConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    @Override
    public void onFillable() {
        if (began == 0) {
            began = System.nanoTime() | 1;
        }
        super.onFillable();
        // Called without a new byte too, to go on after an answer. Blank lines before a head count as part of it.
        if (getParser().isStart() && getParser().getHeaderLength() == 0) {
            began = 0;
        }
    }

    /**
     * Ends the connection if a head, or what follows a refusal, has been on its way for too long. If no thread is reading at
     * the moment, the client gets an answer; otherwise one of the next calls ends it without.
     */
    void endIfSlower(long limitNanos, long graceNanos) {
        long since = began;
        long taken = System.nanoTime() - since;
        if (since == 0 || taken < limitNanos) {
            return;
        }
        if (taken > limitNanos + graceNanos || !getParser().inHeaderState()) {
            getEndPoint().close();
        } else if (getEndPoint() instanceof AbstractEndPoint reading) {
            reading.getFillInterest().onFail(new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408));
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        if (cause instanceof HttpException slow && getParser().inHeaderState()) {
            getParser().close();
            getParser().getHandler().badMessage(slow);
        } else {
            super.onFillInterestedFailed(cause);
        }
    }

    @Override
    protected HttpConnection.RequestHandler newRequestHandler() {
        return new HttpConnection.RequestHandler() {
            @Override
            public boolean headerComplete() {
                began = 0;
                return super.headerComplete();
            }
        };
    }

    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
        HttpParser.RequestHandler handler =
                (HttpParser.RequestHandler) super.newHttpParser(compliance).getHandler();
        HttpParser parser = new MethodParser(handler, getHttpConfiguration().getRequestHeaderSize(), compliance);
        parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
        return parser;
    }

    /** Jetty calls this with a method of its own for a request whose first line it could not read. */
    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        boolean head = getParser() instanceof MethodParser parser && parser.isHead();
        return super.newHttpStream(head ? HEAD : method, uri, version);
    }

    /** Keeps in mind whether the request that it reads begins with HEAD. */
    private static final class MethodParser extends HttpParser {
        private int seen;
        private int equal;

        MethodParser(HttpParser.RequestHandler handler, int longestHead, HttpCompliance compliance) {
            super(handler, longestHead, compliance);
        }

        boolean isHead() {
            return equal == BEGIN.length();
        }

        @Override
        public boolean parseNext(ByteBuffer buffer) {
            if (isStart()) {
                seen = 0;
                equal = 0;
            }
            for (int at = buffer.position(); at < buffer.limit() && seen < BEGIN.length(); at++) {
                look(buffer.get(at));
            }
            return super.parseNext(buffer);
        }

        private void look(byte next) {
            boolean blankLine = seen == 0 && (next == '\r' || next == '\n');
            if (!blankLine) {
                equal += next == BEGIN.charAt(seen) ? 1 : 0;
                seen++;
            }
        }
    }
}
