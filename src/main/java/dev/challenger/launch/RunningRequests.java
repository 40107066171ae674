package dev.challenger.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Knows the threads in which the web application handles requests. At a stop they are interrupted while the application still works: a
 * hand-over that is interrupted gives the message back to its person, which it could not do later.
 */
final class RunningRequests extends Handler.Wrapper {
    private final Map<Thread, Boolean> threads = new ConcurrentHashMap<>();

    RunningRequests(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Thread own = Thread.currentThread();
        threads.put(own, true);
        try {
            return super.handle(request, response, callback);
        } finally {
            threads.remove(own);
            // The next request of this thread was not meant.
            boolean unused = Thread.interrupted();
        }
    }

    void interrupt() {
        // Within the map's lock, so that no thread is interrupted after it has left.
        threads.keySet()
                .forEach(thread -> threads.computeIfPresent(thread, (running, present) -> {
                    running.interrupt();
                    return present;
                }));
    }
}
