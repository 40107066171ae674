package dev.challenger.bench;

import dev.challenger.tan.Tan;
import dev.challenger.testing.Addresses;
import dev.challenger.text.Language;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.MailAccount.Security;
import dev.challenger.transmission.MailTransmitter;
import dev.challenger.transmission.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The main class of {@code mvn -Pbench -Dmain.class=dev.challenger.bench.MailBenchmark}: prints how many messages a second go
 * to a mail server that takes 20 milliseconds for each reply, with several settings of {@code mail.connections}.
 */
public final class MailBenchmark {
    private static final Duration REPLY = Duration.ofMillis(20);
    private static final int[] CONNECTIONS = {3, 10, 20, 40};
    private static final Duration LENGTH = Duration.ofSeconds(4);

    private MailBenchmark() {}

    public static void main(String[] args) throws Exception {
        System.out.println("| mail.connections | messages a second |");
        System.out.println("| --: | --: |");
        for (int connections : CONNECTIONS) {
            System.out.println(String.format(Locale.ROOT, "| %d | %.0f |", connections, rate(connections)));
        }
    }

    private static double rate(int connections) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(connections);
        try (SmtpSink sink = new SmtpSink(REPLY);
                MailTransmitter mail =
                        new MailTransmitter(account(sink, connections), InstantSource.system(), new SecureRandom())) {
            send(people, mail, connections, Duration.ofSeconds(1));
            long begun = System.nanoTime();
            long messages = send(people, mail, connections, LENGTH);
            return messages * 1e9 / (System.nanoTime() - begun);
        } finally {
            people.shutdownNow();
        }
    }

    private static MailAccount account(SmtpSink sink, int connections) {
        return new MailAccount(
                "localhost",
                sink.port(),
                Security.NONE,
                Optional.empty(),
                "noreply@example.com",
                Optional.empty(),
                Duration.ofSeconds(10),
                new MailAccount.Connections(connections, Duration.ofMinutes(2)));
    }

    /** Lets as many people as there are connections ask for one message after the other, and returns their number. */
    private static long send(ExecutorService people, MailTransmitter mail, int connections, Duration length)
            throws Exception {
        long end = System.nanoTime() + length.toNanos();
        List<Callable<Long>> all = new ArrayList<>();
        IntStream.range(0, connections)
                .forEach(i -> all.add(() -> {
                    long messages = 0;
                    while (System.nanoTime() - end < 0) {
                        Tan tan = Tan.parse("12345678").orElseThrow();
                        mail.send(new Message(
                                Addresses.email("person" + i + "@example.com"),
                                Language.EN,
                                "Code",
                                "12345678\n",
                                Message.Mail.PLAIN,
                                tan,
                                "",
                                ""));
                        messages++;
                    }
                    return messages;
                }));
        long messages = 0;
        for (Future<Long> one : people.invokeAll(all)) {
            messages += one.get();
        }
        return messages;
    }
}
