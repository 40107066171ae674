package dev.challenger.clients;

import java.util.List;

/** All programs of {@code src/test/clients}, in the order of the table of integrate.md. */
final class Programs {
    static final List<Program> ALL = List.of(
            spring("the issuer", "issuer"),
            spring("four URLs", "urls"),
            java("pac4j", "pac4j", "three URLs", "example.Pac4j").at("/", "/callback?client_name=challenger"),
            java("ScribeJava", "scribejava", "three URLs", "example.ScribeJava"),
            java("google-oauth-client", "google", "three URLs", "example.Google"),
            java("Nimbus OAuth 2.0 SDK", "nimbus", "the issuer", "example.Nimbus")
                    .ordering(),
            java("Apache HttpClient 4", "httpclient4", "`/setup`", "example.HttpClient4")
                    .ordering(),
            java("Apache HttpClient 5", "httpclient5", "`/par`", "example.HttpClient5")
                    .ordering());

    private static Program spring(String given, String profile) {
        String[] command = {"spring", "example.Spring", "--spring.profiles.active=" + profile};
        return Program.of(Repository.MAVEN, "Spring Boot", "spring-boot", given, command)
                .at("/", "/login/oauth2/code/challenger");
    }

    private static Program java(String name, String module, String given, String main) {
        return Program.of(Repository.MAVEN, name, module, given, module, main);
    }

    private Programs() {}
}
