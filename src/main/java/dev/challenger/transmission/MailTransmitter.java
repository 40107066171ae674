package dev.challenger.transmission;

import dev.challenger.address.Field;
import dev.challenger.transmission.MailAccount.Login;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.http.AccessTokens;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Hands messages over to a mail server by SMTP (RFC 5321, RFC 6409).
 *
 * <p>A single step (connecting, a reply of the server) takes at most {@code mail.timeout}, and sending a message takes at
 * most three times that, whatever the server does. Worker threads talk to the server. The caller waits for its worker up to
 * that limit, and then interrupts it, which closes the connection.
 */
public final class MailTransmitter implements Transmitter {
    private static final int STEPS = 3;
    private static final Duration TO_END = Duration.ofSeconds(5);
    private static final int ID_BYTES = 16;

    private final Originator from;
    private final Duration limit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Optional<AccessTokens> tokens;
    private final MailServer server;
    private final MailConnections connections;
    private final ThreadPoolExecutor workers;

    /** @param mail the account; this JVM must trust the certificate of its server */
    public MailTransmitter(MailAccount mail, InstantSource clock, SecureRandom random) {
        this(mail, clock, random, MailTransmitter::trusted);
    }

    MailTransmitter(MailAccount mail, InstantSource clock, SecureRandom random, Supplier<SSLSocketFactory> tls) {
        this.from = Originator.of(mail);
        this.limit = mail.timeout().multipliedBy(STEPS);
        this.clock = clock;
        this.random = random;
        this.tokens = mail.login()
                .filter(Login.ByToken.class::isInstance)
                .map(login -> new AccessTokens(((Login.ByToken) login).tokens(), mail.timeout(), clock));
        this.server = new MailServer(mail, tokens, from.domain(), tls);
        this.connections = new MailConnections(server, mail.connections());
        this.workers = MailWorkers.of(mail.connections());
    }

    private static SSLSocketFactory trusted() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    @Override
    public int concurrency() {
        return workers.getMaximumPoolSize();
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public Receipt send(Message message) throws TransmissionException {
        return await(() -> handOver(message, connections::send));
    }

    /** Sends over a connection of its own. */
    @Override
    public Receipt send(Message message, Dialogue dialogue) throws TransmissionException {
        return await(() -> handOver(message, mail -> {
            MailConnection own = new MailConnection(server, dialogue);
            try {
                return own.send(mail);
            } finally {
                own.close();
            }
        }));
    }

    /** Connects, starts TLS and logs in. */
    @Override
    public void check(Dialogue dialogue) throws TransmissionException {
        await(() -> {
            MailServer.quit(server.open(dialogue));
            return Receipt.PLAIN;
        });
    }

    private Receipt await(Callable<Receipt> task) throws TransmissionException {
        Future<Receipt> handover = begin(task);
        try {
            return handover.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TransmissionException(Fault.TIME_OUT, "mail server: handing over took longer than " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransmissionException("interrupted while the mail server was busy");
        } catch (CancellationException e) {
            throw stopped();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TransmissionException failure ? failure : bug(e);
        } finally {
            handover.cancel(true);
        }
    }

    private Future<Receipt> begin(Callable<Receipt> task) throws TransmissionException {
        try {
            return workers.submit(task);
        } catch (RejectedExecutionException e) {
            throw stopped();
        }
    }

    private static TransmissionException stopped() {
        return new TransmissionException("mail server: not used, because this service is stopping");
    }

    /** A way for a mail to the server, which returns its reply. */
    @FunctionalInterface
    private interface Way {
        String send(TextMail mail) throws TransmissionException;
    }

    private Receipt handOver(Message message, Way way) throws TransmissionException {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        String reply = way.send(write(message, id));
        return Receipt.of(message, Optional.of("<" + id + "@" + from.domain() + ">"), Optional.of(reply));
    }

    private TextMail write(Message message, String id) throws TransmissionException {
        try {
            // The address becomes part of an SMTP command, so its form is checked here too.
            String email = message.recipient().checked(Field.CONTACT_EMAIL).orElseThrow(AddressException::new);
            InternetAddress to = new InternetAddress(email, true);
            return TextMail.of(from, to, message, id, clock.instant());
        } catch (AddressException e) {
            throw new TransmissionException(Fault.ADDRESS, "not an address that mail can be sent to");
        }
    }

    private static TransmissionException bug(ExecutionException e) {
        // Only the class: the message may have a TAN or an address in it.
        return new TransmissionException(
                "mail server: " + Objects.requireNonNullElse(e.getCause(), e).getClass());
    }

    /** Cancels running and waiting sendings, and waits up to five seconds for the worker threads to end. */
    @Override
    public void close() {
        for (Runnable waiting : workers.shutdownNow()) {
            ((Future<?>) waiting).cancel(true);
        }
        connections.close();
        tokens.ifPresent(AccessTokens::close);
        try {
            workers.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
