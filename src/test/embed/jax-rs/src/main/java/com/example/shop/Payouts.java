package com.example.shop;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The business of the shop. It knows nothing of codes, because only confirmed payouts arrive here. */
@Path("payouts")
@RequestScoped
public class Payouts {
    @Inject
    private DataSource database;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String count() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM payout");
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void pay(Payout payout) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO payout (iban, cents) VALUES (?, ?)")) {
            insert.setString(1, payout.account);
            insert.setLong(2, payout.cents);
            insert.executeUpdate();
        }
    }
}
