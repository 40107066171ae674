package dev.challenger.transmission;

import dev.challenger.transmission.MailAccount.Connections;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the threads that talk to the mail server. */
final class MailWorkers {
    private MailWorkers() {}

    static ThreadPoolExecutor of(Connections connections) {
        LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        // As many workers as connections, so that no worker waits for a connection.
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                connections.most(),
                connections.most(),
                connections.idleFor().toSeconds(),
                TimeUnit.SECONDS,
                waiting,
                MailWorkers::worker);
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static Thread worker(Runnable task) {
        Thread worker = new Thread(task, "challenger-mail");
        worker.setDaemon(true);
        // The mail library loads its parts from this loader. The caller's may belong to another web application.
        worker.setContextClassLoader(MailWorkers.class.getClassLoader());
        return worker;
    }
}
