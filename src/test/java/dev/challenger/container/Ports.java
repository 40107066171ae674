package dev.challenger.container;

import dev.challenger.testing.Unchecked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The ports that one server listens on: for HTTP, for its administration, and for what nobody uses here. */
record Ports(int http, int admin, int other) {
    static Ports free() {
        return Unchecked.call(() -> {
            try (ServerSocket http = listen();
                    ServerSocket admin = listen();
                    ServerSocket other = listen()) {
                return new Ports(http.getLocalPort(), admin.getLocalPort(), other.getLocalPort());
            }
        });
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
