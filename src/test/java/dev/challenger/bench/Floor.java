package dev.challenger.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The least that a server with the same requests and the same durable row changes can cost: a bare Jetty and raw JDBC, without
 * checks, reads and messages. A validation is an insert and four updates of one row and an upsert of a count; its nonce, code
 * and token are the row's number. A process of its own.
 */
final class Floor extends Handler.Abstract {
    private static final int CONNECTIONS = 10;
    private static final byte[] CONTENT = new byte[300];

    private final BlockingQueue<Session> sessions = new ArrayBlockingQueue<>(CONNECTIONS);

    /** A connection with its prepared statements. */
    private record Session(PreparedStatement insert, PreparedStatement update, PreparedStatement count) {
        static Session open(Connection connection) throws SQLException {
            return new Session(
                    connection.prepareStatement("INSERT INTO floor (content) VALUES (?) RETURNING id"),
                    connection.prepareStatement("UPDATE floor SET version = version + 1, content = ? WHERE id = ?"),
                    connection.prepareStatement("INSERT INTO floor_count (subject, used) VALUES (?, 1)"
                            + " ON DUPLICATE KEY UPDATE used = used + 1"));
        }

        long insertRow() throws SQLException {
            insert.setBytes(1, CONTENT);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }

        void updateRow(long id) throws SQLException {
            update.setBytes(1, CONTENT);
            update.setLong(2, id);
            update.executeUpdate();
        }

        void countOne(String subject) throws SQLException {
            count.setString(1, subject);
            count.executeUpdate();
        }
    }

    private Floor(String url, String user, String password) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            sessions.add(Session.open(DriverManager.getConnection(url + "?useServerPrepStmts=true", user, password)));
        }
    }

    /** @param args the port; the database is in the environment */
    public static void main(String[] args) throws Exception {
        String url = System.getenv("FLOOR_URL");
        String user = System.getenv("FLOOR_USER");
        String password = System.getenv("FLOOR_PASSWORD");
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE IF NOT EXISTS floor (id BIGINT AUTO_INCREMENT PRIMARY KEY,"
                            + " version INT NOT NULL DEFAULT 0, content VARBINARY(1000) NOT NULL)");
            connection
                    .createStatement()
                    .execute("CREATE TABLE IF NOT EXISTS floor_count (subject VARCHAR(60) PRIMARY KEY,"
                            + " used INT NOT NULL)");
        }
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        server.setHandler(new Floor(url, user, password));
        server.start();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        String[] path = Request.getPathInContext(request).split("/");
        Session session = sessions.take();
        try {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, answer(session, path, body), callback);
        } finally {
            sessions.add(session);
        }
        return true;
    }

    private static String answer(Session session, String[] path, String body) throws SQLException {
        return switch (path[1]) {
            case "setup" -> "{\"nonce\":\"%052d\"}".formatted(session.insertRow());
            case "authorize" ->
                updated(session, path[2], "{\"fix_address\":false,\"solved\":false,\"changes_left\":3}");
            case "challenge" -> {
                session.countOne(path[2]);
                yield updated(session, path[2], "{\"type\":\"created\",\"attempts_left\":3,\"transmitted\":true}");
            }
            case "solve" ->
                updated(
                        session,
                        path[2],
                        "{\"type\":\"completed\",\"redirect_url\":\"http://localhost:9999/callback?code=" + path[2]
                                + "&state=x\"}");
            case "token" -> {
                String code = body.replaceAll(".*(?:^|&)code=([0-9]+).*", "$1");
                yield updated(session, code, "{\"access_token\":\"" + code + "\",\"token_type\":\"Bearer\"}");
            }
            default -> "{\"id\":1,\"address_type\":\"email\",\"address\":{\"CONTACT_EMAIL\":\"person@bench.example\"}}";
        };
    }

    private static String updated(Session session, String number, String answer) throws SQLException {
        session.updateRow(Long.parseLong(number));
        return answer;
    }
}
