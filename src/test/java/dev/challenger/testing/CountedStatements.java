package dev.challenger.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the statements that the requests of a test send to a database. */
public final class CountedStatements {
    private final AtomicInteger count = new AtomicInteger();
    private final DataSource source;

    public CountedStatements(DataSource counted) {
        source = wrap(DataSource.class, counted);
    }

    /** The same database, for the node whose requests count. */
    public DataSource source() {
        return source;
    }

    /** How many there were since this was asked last. */
    public int take() {
        return count.getAndSet(0);
    }

    private <T> T wrap(Class<T> type, T wrapped) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    // What is done in the background is nobody's request.
                    if (method.getName().equals("prepareStatement")
                            && !Thread.currentThread().getName().startsWith("challenger-")) {
                        count.incrementAndGet();
                    }
                    Object result = invoke(wrapped, method, arguments);
                    return result instanceof Connection connection ? wrap(Connection.class, connection) : result;
                }));
    }

    private static @Nullable Object invoke(Object wrapped, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(wrapped, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
