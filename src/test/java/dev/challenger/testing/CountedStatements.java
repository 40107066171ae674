package dev.challenger.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the statements that the requests of a test send to a database, and the rows that they read. */
public final class CountedStatements {
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger rows = new AtomicInteger();
    private final DataSource source;

    public CountedStatements(DataSource counted) {
        source = wrap(DataSource.class, counted);
    }

    /** Returns a data source of the same database for the node whose statements count. */
    public DataSource source() {
        return source;
    }

    /** Returns the number of statements since the last call. */
    public int take() {
        return count.getAndSet(0);
    }

    /** Returns the number of rows read since the last call. */
    public int takeRows() {
        return rows.getAndSet(0);
    }

    private <T> T wrap(Class<T> type, T wrapped) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = invoke(wrapped, method, arguments);
                    // Background work belongs to no request.
                    if (!Thread.currentThread().getName().startsWith("challenger-")) {
                        count(method, result);
                    }
                    return wrap(result);
                }));
    }

    private void count(Method method, @Nullable Object result) {
        if (method.getName().equals("prepareStatement")) {
            count.incrementAndGet();
        } else if (method.getDeclaringClass() == ResultSet.class
                && method.getName().equals("next")
                && Boolean.TRUE.equals(result)) {
            rows.incrementAndGet();
        }
    }

    private @Nullable Object wrap(@Nullable Object result) {
        if (result instanceof Connection connection) {
            return wrap(Connection.class, connection);
        } else if (result instanceof PreparedStatement statement) {
            return wrap(PreparedStatement.class, statement);
        }
        return result instanceof ResultSet set ? wrap(ResultSet.class, set) : result;
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
