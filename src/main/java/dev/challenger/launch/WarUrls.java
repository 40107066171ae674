package dev.challenger.launch;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Reads the files of a {@link War} by URLs of the scheme {@code war}, such as {@code war:/static/a.css}. */
final class WarUrls extends URLStreamHandler {
    private static final String SCHEME = "war";

    /** The root of the web application. */
    static final URI ROOT = URI.create(SCHEME + ":/");

    private final War war;

    WarUrls(War war) {
        this.war = war;
    }

    /** Makes this the reader of all URLs of the scheme in this process. May be called once. */
    void register() {
        URL.setURLStreamHandlerFactory(protocol -> protocol.equals(SCHEME) ? this : null);
    }

    /** Returns the URL of a file. */
    URL url(String path) {
        try {
            return new URL(null, new URI(SCHEME, null, path, null).toString(), this);
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException(path, e);
        }
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new Connection(url);
    }

    private final class Connection extends URLConnection {
        Connection(URL url) {
            super(url);
        }

        /** Does nothing, since the file is open. */
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
            byte[] content = war.read(path());
            if (content == null) {
                throw new FileNotFoundException(url.toString());
            }
            return new ByteArrayInputStream(content);
        }

        private String path() throws IOException {
            try {
                return url.toURI().getPath();
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
    }
}
