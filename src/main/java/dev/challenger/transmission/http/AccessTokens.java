package dev.challenger.transmission.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Fetches access tokens, and keeps the newest until shortly before it expires. */
public final class AccessTokens implements AutoCloseable {
    /** A token that expires sooner is replaced. */
    private static final Duration EARLY = Duration.ofMinutes(2);
    /** The life of a token whose server does not tell it (RFC 6749 section 5.1 only recommends that). */
    private static final long USUAL_SECONDS = 300;

    private static final long LONGEST_SECONDS = 86_400;

    private final TokenAccount account;
    private final Duration timeout;
    private final InstantSource clock;
    private final GatewayClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token newest;

    private record Token(String text, Instant expiresAt) {
        /** Hides the token. */
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** @param timeout of one request for a token */
    public AccessTokens(TokenAccount account, Duration timeout, InstantSource clock) {
        this.account = account;
        this.timeout = timeout;
        this.clock = clock;
        this.client = new GatewayClient(timeout, Optional.empty());
    }

    /** Returns a token that is valid for a while. One thread fetches it, and the others wait. */
    public String current() throws TransmissionException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Fault.MESSAGE, "interrupted");
        }
        try {
            Token token = newest;
            if (token == null || !clock.instant().plus(EARLY).isBefore(token.expiresAt())) {
                token = fetch();
                newest = token;
            }
            return token.text();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a token that was refused. */
    public void forget(String refused) {
        lock.lock();
        try {
            if (newest != null && newest.text().equals(refused)) {
                newest = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Token fetch() throws TransmissionException {
        HttpRequest request = HttpRequest.newBuilder(account.url())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(account.form()))
                .build();
        CompletableFuture<HttpResponse<Answer>> exchange = client.send(request);
        try {
            return token(exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS).body());
        } catch (TimeoutException e) {
            throw failure(Fault.TIME_OUT, "no whole answer within " + timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Fault.MESSAGE, "interrupted");
        } catch (ExecutionException e) {
            throw failure(Fault.SENDER, String.valueOf(Broken.of("no answer", e).getMessage()));
        } finally {
            exchange.cancel(true);
        }
    }

    private Token token(Answer answer) throws TransmissionException {
        Optional<JsonNode> json = answer.json();
        String text = json.map(node -> node.path("access_token").asText()).orElse("");
        if (answer.status() != 200 || !text.matches("[!-~]+")) {
            // Only the error code of RFC 6749 section 5.2: the rest may have anything in it.
            String error = json.map(node -> node.path("error").asText()).orElse("");
            throw failure(
                    Fault.SENDER,
                    "http " + answer.status() + (error.matches("[a-z_]{1,40}") ? " " + error : ", and no token"));
        }
        long seconds =
                json.map(node -> node.path("expires_in").asLong(USUAL_SECONDS)).orElse(USUAL_SECONDS);
        return new Token(text, clock.instant().plusSeconds(Math.max(0, Math.min(seconds, LONGEST_SECONDS))));
    }

    /** Nothing has been handed over yet. */
    private TransmissionException failure(Fault fault, String what) {
        return new TransmissionException(
                fault, "access token from " + account.url().getHost() + ": " + what, Optional.empty(), false);
    }

    @Override
    public void close() {
        client.close();
    }
}
