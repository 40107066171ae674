package dev.challenger.container;

import java.sql.SQLException;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/** Makes the DataSource that an operator configures in Tomcat by {@code <Resource type="javax.sql.DataSource" …>}. */
public final class DataSourceOfTheContainer implements ObjectFactory {
    @Override
    public Object getObjectInstance(
            Object reference, @Nullable Name name, @Nullable Context context, @Nullable Hashtable<?, ?> environment)
            throws SQLException {
        Reference described = (Reference) reference;
        MariaDbDataSource source = new MariaDbDataSource(property(described, "url"));
        source.setUser(property(described, "user"));
        source.setPassword(property(described, "password"));
        return source;
    }

    private static String property(Reference reference, String name) {
        return (String) reference.get(name).getContent();
    }
}
