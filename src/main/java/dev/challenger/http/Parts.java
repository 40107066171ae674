package dev.challenger.http;

import jakarta.servlet.ServletContext;

/** What the servlets of a web application take their collaborators from, once, when they are initialised. */
public interface Parts {
    /** @throws IllegalArgumentException if there is no such part: our bug */
    <T> T get(Class<T> type);

    /** @throws IllegalStateException if the listener of web.xml did not run */
    static Parts of(ServletContext context) {
        if (context.getAttribute(Parts.class.getName()) instanceof Parts parts) {
            return parts;
        }
        throw new IllegalStateException("web.xml's listener did not start Challenger");
    }

    /** Makes these the parts of the web application. */
    default void register(ServletContext context) {
        context.setAttribute(Parts.class.getName(), this);
    }
}
