package com.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Finds the DataSource of the container, by a name that is the same in WildFly and Payara. */
@ApplicationScoped
public class Database {
    @Produces
    @ApplicationScoped
    static DataSource source() throws NamingException {
        return InitialContext.doLookup("jdbc/shop");
    }
}
