package dev.challenger.transmission.http;

import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Describes an exchange that failed before there was an answer. */
final class Broken {
    private Broken() {}

    static TransmissionException of(String gateway, Exception failure) {
        Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
        boolean late = has(cause, HttpConnectTimeoutException.class);
        boolean unconnected = late || has(cause, ConnectException.class) || has(cause, SSLHandshakeException.class);
        Throwable root = root(cause);
        // Exceptions of the network and of TLS know neither the message nor the recipient. Others may.
        String what = unconnected ? root.toString() : root.getClass().getSimpleName();
        return new TransmissionException(
                late ? Fault.TIME_OUT : Fault.SENDER, gateway + ": " + what, Optional.empty(), !unconnected);
    }

    private static boolean has(Throwable failure, Class<?> type) {
        return chain(failure).anyMatch(type::isInstance);
    }

    private static Throwable root(Throwable failure) {
        return chain(failure).reduce((outer, inner) -> inner).orElse(failure);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
