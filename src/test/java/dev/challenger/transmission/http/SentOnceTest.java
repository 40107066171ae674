package dev.challenger.transmission.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a GET cannot be repeated, and that no other method depends on how often a JDK asks for the length. */
final class SentOnceTest {
    @Test
    void aGetHasALengthOnce() {
        BodyPublisher body = SentOnce.body("GET", "");

        assertEquals(0, body.contentLength());
        assertThrows(UncheckedIOException.class, body::contentLength);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void otherMethodsHaveALengthHoweverOftenTheyAreAsked(String method) {
        BodyPublisher body = SentOnce.body(method, "text");

        assertEquals(4, body.contentLength());
        assertEquals(4, body.contentLength());
    }
}
