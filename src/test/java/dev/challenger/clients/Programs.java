package dev.challenger.clients;

import java.util.List;
import java.util.stream.Stream;

/** All programs of {@code src/test/clients}, in the order of the table of integrate.md. */
final class Programs {
    private static final String ISSUER = "the issuer";
    private static final String URLS = "three URLs";
    private static final String BOTH = "the issuer and three URLs";

    private static final List<Program> JAVA = List.of(
            spring(ISSUER, "issuer"),
            spring("three URLs; `user-name-attribute: sub`", "urls"),
            java("pac4j", "pac4j", URLS + "; redirect URI with `?client_name=…`", "example.Pac4j")
                    .at("/", "/callback?client_name=challenger"),
            java("ScribeJava", "scribejava", URLS, "example.ScribeJava"),
            java("google-oauth-client", "google", URLS, "example.Google"),
            java("Nimbus OAuth 2.0 SDK", "nimbus", ISSUER, "example.Nimbus").ordering(),
            java("Apache HttpClient 4", "httpclient4", "`/setup`", "example.HttpClient4")
                    .ordering(),
            java("Apache HttpClient 5", "httpclient5", "`/par`", "example.HttpClient5")
                    .ordering());

    private static final List<Program> JAVASCRIPT = List.of(
            node("openid-client 6", "openid-client", ISSUER, "openid-client-6.js"),
            node("openid-client 6", "openid-client", BOTH, "openid-client-6.js", "urls"),
            node("openid-client 5", "openid-client-5", ISSUER, "openid-client-5.js"),
            node("openid-client 5", "openid-client-5", BOTH, "openid-client-5.js", "urls"),
            node("oauth4webapi", "oauth4webapi", ISSUER, "oauth4webapi.js"),
            node("oauth4webapi", "oauth4webapi", BOTH, "oauth4webapi.js", "urls"),
            node("simple-oauth2", "simple-oauth2", URLS, "simple-oauth2.js"),
            node("passport-oauth2", "passport-oauth2", URLS, "passport-oauth2.js"),
            node("Auth.js (@auth/express)", "@auth/express", BOTH, "auth-express.js")
                    .at("/auth/signin", "/auth/callback/challenger"),
            node("grant", "grant", URLS, "grant.js").at("/connect/challenger", "/connect/challenger/callback"));

    private static final List<Program> OTHERS = List.of(
            python("Authlib", "python3-authlib", "the metadata document", "authlib-flask.py"),
            python("Authlib", "python3-authlib", URLS, "authlib-flask.py urls"),
            python("requests-oauthlib", "python3-requests-oauthlib", URLS, "requests-oauthlib.py"),
            debian("oauth2 (Ruby)", "ruby-webrick ruby-oauth2", URLS, "ruby ruby/oauth2.rb"),
            debian(
                    "x/oauth2 (Go)",
                    "golang-go golang-golang-x-oauth2-dev",
                    URLS,
                    "env GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= go run go/x-oauth2.go"),
            debian("PHP without a library", "php-cli", URLS, "php -S 127.0.0.1:$PORT php/client.php"));

    static final List<Program> ALL =
            Stream.of(JAVA, JAVASCRIPT, OTHERS).flatMap(List::stream).toList();

    private Programs() {}

    private static Program spring(String given, String profile) {
        String[] command = {"spring", "example.Spring", "--spring.profiles.active=" + profile};
        return Program.of(Repository.MAVEN, "Spring Boot", "spring-boot", given, command)
                .at("/", "/login/oauth2/code/challenger");
    }

    private static Program java(String name, String module, String given, String main) {
        return Program.of(Repository.MAVEN, name, module, given, module, main);
    }

    private static Program node(String name, String part, String given, String... script) {
        String[] command = Stream.concat(Stream.of("node"), Stream.of(script)).toArray(String[]::new);
        return Program.of(Repository.NPM, name, part, given, command);
    }

    /** The interpreter is Debian's, which finds Debian's packages. It must not leave compiled files among the sources. */
    private static Program python(String name, String part, String given, String script) {
        return debian(name, "python3-flask " + part, given, "/usr/bin/python3 -B python/" + script);
    }

    private static Program debian(String name, String part, String given, String command) {
        return Program.of(Repository.DEBIAN, name, part, given, "sh", "-c", "exec " + command);
    }
}
