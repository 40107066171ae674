package dev.challenger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * How the units of a slice arrive.
 *
 * @param threads each runs one unit at a time
 * @param rate units a second, sent at fixed times whatever becomes of the earlier ones (open loop); 0 if each thread begins its
 *     next unit as soon as the last one has ended (closed loop)
 */
record Load(int units, int threads, int rate) {
    /** Fewer than the default of {@code sending.requests}: the product refuses further ones while its mail server is slow. */
    private static final int OPEN_THREADS = 40;

    static Load closed(int units, int threads) {
        return new Load(units, threads, 0);
    }

    static Load open(int rate, int seconds) {
        return new Load(rate * seconds, OPEN_THREADS, rate);
    }

    /** Returns a closed loop with this many times the units, and an open loop as it is. */
    Load times(int factor) {
        return rate == 0 ? closed(units * factor, threads) : this;
    }

    @Override
    public String toString() {
        return rate == 0 ? "closed, " + threads + " clients" : "open, " + rate + "/s";
    }

    /**
     * Runs the units, numbered from 0. Stops at the first that fails.
     *
     * @return the latency of each unit in nanoseconds; in an open loop from the time at which it should have been sent
     */
    long[] run(IntConsumer unit) {
        long[] latencies = new long[units];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(pool.submit(() -> {
                    for (int number = next.getAndIncrement(); number < units; number = next.getAndIncrement()) {
                        long begin = begin(start, number);
                        unit.accept(number);
                        latencies[number] = System.nanoTime() - begin;
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a unit failed", e);
        } finally {
            pool.shutdownNow();
        }
        return latencies;
    }

    private long begin(long start, int number) {
        if (rate == 0) {
            return System.nanoTime();
        }
        long intended = start + TimeUnit.SECONDS.toNanos(number) / rate;
        for (long wait = intended - System.nanoTime(); wait > 0; wait = intended - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return intended;
    }
}
