package dev.challenger.transmission;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The limits of all senders together, which keep threads free for other requests.
 *
 * @param requests the largest number of requests that send a message or wait for that at a time, at least 1
 * @param waitFor the longest time that a request waits for its turn
 */
public record SendingLimits(int requests, Duration waitFor) {
    /** Fits servers with 200 threads for requests, as Tomcat and Jetty have by default. */
    public static final SendingLimits DEFAULT = new SendingLimits(50, Duration.ofSeconds(5));

    /** The part of a server's threads that may be in hand-overs: one of so many. */
    private static final int THREADS_PER_REQUEST = 4;

    /** Returns the number of threads that a server needs, so that most of them are always free for other requests. */
    public int threads() {
        return requests * THREADS_PER_REQUEST;
    }

    /** Returns a bulkhead around one of several senders, with its share of the requests. */
    public Bulkhead around(String name, Transmitter sender, int senders, InstantSource clock) {
        return new Bulkhead(name, sender, Math.max(1, requests / senders), waitFor, clock);
    }
}
