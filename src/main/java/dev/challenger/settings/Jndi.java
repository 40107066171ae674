package dev.challenger.settings;

import java.util.Optional;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up objects that the operator configured in the container. */
public final class Jndi {
    /** The name of the DataSource, if the container supplies one. */
    public static final String DATA_SOURCE = "jdbc/challenger";

    private Jndi() {}

    /** Looks up the name in {@code java:comp/env}, then the bare name; empty if neither is bound. */
    public static Optional<Object> find(String name) {
        return lookup("java:comp/env/" + name).or(() -> lookup(name));
    }

    /** All names are constants of this project; none comes from a request. */
    @SuppressWarnings("BanJNDI")
    private static Optional<Object> lookup(String name) {
        try {
            Context context = new InitialContext();
            try {
                // The name of a password is also the way to the file with it, which containers return as a context.
                return Optional.ofNullable(context.lookup(name)).filter(found -> !(found instanceof Context));
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            // Containers report an unbound name by half a dozen subclasses, so none of them means anything else for
            // sure.
            return Optional.empty();
        }
    }
}
