package dev.challenger.transmission.http;

import dev.challenger.transmission.Blackout;
import dev.challenger.transmission.Dialogue;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Printer;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.Transmitter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands messages over to a gateway by one HTTP request each. It follows no redirects, verifies the certificate of the gateway,
 * and reads at most 64 KiB of an answer. The whole exchange has a time limit, however the bytes drip.
 */
public final class HttpTransmitter implements Transmitter {
    private static final int KEY_BYTES = 16;

    private final HttpGateway gateway;
    private final Judge judge;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final GatewayClient client;
    private final Optional<Printer> printer;
    /** The exchange that each thread waits for. */
    private final Map<Thread, CompletableFuture<?>> running = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** @param gateway this JVM must trust its certificate */
    public HttpTransmitter(HttpGateway gateway, InstantSource clock) {
        this(gateway, clock, Optional.empty());
    }

    /** @param printer of the letters that the gateway gets */
    public HttpTransmitter(HttpGateway gateway, InstantSource clock, Optional<Printer> printer) {
        this(gateway, clock, printer, new GatewayClient(gateway.timeout(), Optional.empty()));
    }

    HttpTransmitter(HttpGateway gateway, InstantSource clock, Optional<Printer> printer, GatewayClient client) {
        this.printer = printer;
        this.gateway = gateway;
        this.judge = new Judge(gateway);
        this.clock = clock;
        this.client = client;
    }

    /** Connects, starts TLS and waits for any answer to a request of the gateway's root. */
    @Override
    public void check(Dialogue dialogue) throws TransmissionException {
        HttpRequest head = HttpRequest.newBuilder(gateway.request().server())
                .method("HEAD", BodyPublishers.noBody())
                .build();
        exchange(head, dialogue);
    }

    @Override
    public int concurrency() {
        return gateway.requests();
    }

    @Override
    public Duration limit() {
        return gateway.timeout();
    }

    @Override
    public Receipt send(Message message) throws TransmissionException {
        return send(message, Dialogue.UNHEARD);
    }

    @Override
    public Receipt send(Message message, Dialogue dialogue) throws TransmissionException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return judge.judge(message, exchange(request(message, HexFormat.of().formatHex(bytes)), dialogue));
    }

    private HttpRequest request(Message message, String key) throws TransmissionException {
        RequestTemplate.Filled filled;
        try {
            Map<String, Object> values = MessageValues.of(message, key);
            values.putAll(gateway.values());
            if (gateway.request().wantsPdf() && printer.isPresent()) {
                values.put(
                        MessageValues.PDF,
                        Base64.getEncoder().encodeToString(printer.get().print(message)));
            }
            filled = gateway.request().fill(values);
        } catch (TemplateFault fault) {
            // Without the reason, which may quote a value.
            throw failure(Fault.MESSAGE, "line " + fault.line() + " of its request does not fit a message", false);
        }
        List<String> headers = new ArrayList<>(filled.headers());
        gateway.signing()
                .ifPresent(signing -> headers.addAll(signing.headers("msg_" + key, clock.instant(), filled.body())));
        HttpRequest.Builder request = HttpRequest.newBuilder(filled.url())
                .method(filled.method(), SentOnce.body(filled.method(), filled.body()));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(new String[0]));
        }
        return request.build();
    }

    private Answer exchange(HttpRequest request, Dialogue dialogue) throws TransmissionException {
        Blackout blackout = Blackout.of(gateway.secrets());
        dialogue.tell(blackout.line("> " + request.method() + " " + request.uri()));
        Answer answer = exchange(request);
        dialogue.tell("< " + answer.status());
        answer.text().lines().forEach(line -> dialogue.tell(blackout.line("< " + line)));
        return answer;
    }

    private Answer exchange(HttpRequest request) throws TransmissionException {
        CompletableFuture<HttpResponse<Answer>> exchange = begin(request);
        try {
            return exchange.get(gateway.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .body();
        } catch (TimeoutException e) {
            throw failure(Fault.TIME_OUT, "no whole answer within " + gateway.timeout(), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Fault.MESSAGE, "interrupted", true);
        } catch (CancellationException e) {
            throw stopped();
        } catch (ExecutionException e) {
            throw closed ? stopped() : Broken.of(gateway.name(), e);
        } finally {
            running.remove(Thread.currentThread());
            exchange.cancel(true);
        }
    }

    private CompletableFuture<HttpResponse<Answer>> begin(HttpRequest request) throws TransmissionException {
        try {
            CompletableFuture<HttpResponse<Answer>> exchange = client.send(request);
            running.put(Thread.currentThread(), exchange);
            if (closed) {
                exchange.cancel(true);
            }
            return exchange;
        } catch (RejectedExecutionException e) {
            throw stopped();
        }
    }

    private TransmissionException failure(Fault fault, String what, boolean mayHaveBeenAccepted) {
        return new TransmissionException(fault, gateway.name() + ": " + what, Optional.empty(), mayHaveBeenAccepted);
    }

    private TransmissionException stopped() {
        return failure(Fault.MESSAGE, "not used, because this service is stopping", true);
    }

    /** Cancels running exchanges, and ends the threads. */
    @Override
    public void close() {
        closed = true;
        running.values().forEach(exchange -> exchange.cancel(true));
        client.close();
    }
}
