package dev.challenger.http;

import jakarta.servlet.ServletContext;

/**
 * A typed attribute of the ServletContext, by which the listener hands a feature its collaborators: servlets and filters are
 * created by the container and read the attribute in {@code init}.
 */
public record ContextAttribute<T>(Class<T> type) {
    /** Sets the attribute; to be called before servlets and filters are initialised. */
    public void set(ServletContext context, T value) {
        context.setAttribute(type.getName(), value);
    }

    /** @throws IllegalStateException if no listener has set the attribute */
    public T get(ServletContext context) {
        Object value = context.getAttribute(type.getName());
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    "no listener of this web application has set the attribute " + type.getName());
        }
        return type.cast(value);
    }
}
