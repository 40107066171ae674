package dev.challenger.transmission.letter;

import dev.challenger.transmission.Dialogue;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.Transmitter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Puts letters into a directory, from where another program takes them: {@code NAME.pdf}, and {@code NAME.json} with what the
 * program may want to know. Worker threads write, since a file system that is away can block a thread for ever.
 */
public final class SpoolTransmitter implements Transmitter {
    private static final int WRITERS = 5;
    private static final Duration IDLE_FOR = Duration.ofMinutes(2);
    private static final int NAME_BYTES = 8;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final LetterPrinter printer;
    private final Spool spool;
    private final Duration limit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ThreadPoolExecutor writers;

    /** @param directory an absolute path */
    public SpoolTransmitter(LetterPrinter printer, Path directory, InstantSource clock, SecureRandom random) {
        this(printer, new Spool(directory), Duration.ofSeconds(30), clock, random);
    }

    SpoolTransmitter(LetterPrinter printer, Spool spool, Duration limit, InstantSource clock, SecureRandom random) {
        this.printer = printer;
        this.spool = spool;
        this.limit = limit;
        this.clock = clock;
        this.random = random;
        this.writers = new ThreadPoolExecutor(
                WRITERS, WRITERS, IDLE_FOR.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread writer = new Thread(task, "challenger-spool");
                    writer.setDaemon(true);
                    return writer;
                });
        writers.allowCoreThreadTimeOut(true);
    }

    /** Writes a file into the directory, and deletes it. */
    @Override
    public void check(Dialogue dialogue) throws TransmissionException {
        await(begin(() -> {
            spool.check();
            return null;
        }));
    }

    @Override
    public int concurrency() {
        return WRITERS;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public Receipt send(Message message) throws TransmissionException {
        byte[] pdf = printer.print(message);
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        String name = NAME.format(clock.instant()) + "-" + HexFormat.of().formatHex(bytes);
        byte[] json = Slip.of(message, printer.lines(message.recipient()));
        await(begin(() -> {
            spool.put(name, pdf, json);
            return null;
        }));
        return Receipt.of(message, Optional.of(name), Optional.empty());
    }

    private Future<?> begin(Callable<?> task) throws TransmissionException {
        try {
            return writers.submit(task);
        } catch (RejectedExecutionException e) {
            throw stopped();
        }
    }

    private void await(Future<?> writing) throws TransmissionException {
        try {
            writing.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TransmissionException(Fault.TIME_OUT, spool.directory() + ": writing took longer than " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransmissionException("interrupted while a letter was written");
        } catch (CancellationException e) {
            throw stopped();
        } catch (ExecutionException e) {
            throw failure(spool.directory(), e.getCause());
        } finally {
            writing.cancel(true);
        }
    }

    private static TransmissionException failure(Path directory, @Nullable Throwable cause) {
        // A file system says nothing about the letter.
        return new TransmissionException(
                Fault.SENDER, directory + " takes no letters: " + cause, Optional.empty(), false);
    }

    private TransmissionException stopped() {
        return new TransmissionException(spool.directory() + ": not used, because this service is stopping");
    }

    /** Does not wait for letters that are being written. */
    @Override
    public void close() {
        writers.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(true));
    }
}
