package dev.challenger.settings;

import java.util.Optional;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What a container has for us by name. */
public final class Jndi {
    /** The name of the DataSource. */
    public static final String DATA_SOURCE = "jdbc/challenger";

    private Jndi() {}

    /** Looks in {@code java:comp/env} first and then for the bare name; empty if neither is there. */
    public static Optional<Object> find(String name) {
        return lookup("java:comp/env/" + name).or(() -> lookup(name));
    }

    /** All names are constants of this project; nothing of a request ever gets here. */
    @SuppressWarnings("BanJNDI")
    private static Optional<Object> lookup(String name) {
        try {
            Context context = new InitialContext();
            try {
                return Optional.ofNullable(context.lookup(name));
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            // Containers say "not there" with half a dozen of these, so no two kinds can be told apart.
            return Optional.empty();
        }
    }
}
