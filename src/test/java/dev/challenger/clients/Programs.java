package dev.challenger.clients;

import java.util.List;

/** All programs of {@code src/test/clients}, in the order of the table of integrate.md. */
final class Programs {
    static final List<Program> ALL = List.of(
            Program.of(Repository.MAVEN, "Nimbus OAuth 2.0 SDK", "nimbus", "the issuer", "nimbus", "example.Nimbus")
                    .ordering());

    private Programs() {}
}
