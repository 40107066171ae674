package dev.challenger.filter;

import static dev.challenger.EmbeddedApplication.id;
import static dev.challenger.EmbeddedApplication.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.EmbeddedApplication;
import dev.challenger.EmbeddedOptions;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.testing.AtOnce;
import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.Http.Answer;
import dev.challenger.testing.PathProxy;
import dev.challenger.testing.RawHttp;
import dev.challenger.wire.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves which requests pass the filter, which are refused, and what the application behind it sees. */
class ProtectedOperationIT {
    private static final int MAX_BODY = 1_000;
    private static final String OWNER = "owner@example.com";
    private static final String PARTNER = "partner@example.com";
    private static final String LOGIN = "/instances/shop/private/token";
    private static final String CLOSING = "/instances/shop/private";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final CountedBytes bytes = new CountedBytes();
    private final RunningOperations operations = new RunningOperations();

    @AutoClose
    private final EmbeddedApplication app =
            new EmbeddedApplication(EmbeddedOptions.DEFAULT.withMaxBody(MAX_BODY), new Rules(), operations, bytes);

    /** Decides by the method and by the last segment of the path. */
    private static final class Rules implements Protection {
        @Override
        public Optional<Demand> demand(HttpServletRequest request) {
            String[] path = (request.getServletPath() + request.getPathInfo()).split("/", 4);
            if (path.length < 4 || request.getMethod().equals("OPTIONS")) {
                return Optional.empty();
            }
            String instance = path[2];
            Factor owner = new Factor(TanChannel.EMAIL, OWNER);
            return switch (path[3]) {
                case "private/token", "private/forward", "private/fails" ->
                    Optional.of(new Demand(instance, "auth_token_creation", List.of(owner)));
                case "private/form" ->
                    Optional.of(new Demand(
                            instance,
                            Optional.ofNullable(request.getParameter("operation"))
                                    .orElse("none"),
                            List.of(owner)));
                case "private" ->
                    Optional.of(new Demand(
                            instance,
                            "instance_deletion",
                            List.of(owner, new Factor(TanChannel.EMAIL, PARTNER)),
                            true,
                            true));
                case "looked-at" -> {
                    read(request);
                    yield Optional.empty();
                }
                case "swallowed" -> {
                    try {
                        read(request);
                    } catch (Problem tooLarge) {
                        // An application that catches everything may do the same.
                    }
                    yield Optional.empty();
                }
                case "nobody" -> Optional.of(new Demand(instance, "auth_config", List.of()));
                case "bug" -> throw new IllegalStateException("of the application");
                case "parts" -> {
                    try {
                        request.getParts();
                    } catch (IOException | ServletException e) {
                        throw new IllegalStateException(e);
                    }
                    yield Optional.empty();
                }
                default -> Optional.empty();
            };
        }

        private static void read(HttpServletRequest request) {
            try {
                request.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Answer request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = app.http.request(path).method(method, BodyPublishers.ofString(body));
        return app.http.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private String solvedLogin() {
        String id = id(app.http.post(LOGIN + "?scope=all", "{\"a\":1}"));
        app.solve(id, OWNER);
        return id;
    }

    @Test
    void aRequestPassesForAWhileOnceItsChallengeIsSolved() {
        String id = solvedLogin();

        Answer passed = app.http.post(LOGIN + "?scope=all", "{\"a\":1}", "Taler-Challenge-Ids", id);

        assertEquals(200, passed.status(), passed.body());
        assertEquals("{\"a\":1}", passed.body());
        assertEquals("", passed.header("Access-Control-Allow-Origin"));
        assertEquals(
                200,
                app.http
                        .post(LOGIN + "?scope=all", "{\"a\":1}", "Taler-Challenge-Ids", id)
                        .status());
        app.clock.advance(Duration.ofMinutes(10));
        assertEquals(
                202,
                app.http
                        .post(LOGIN + "?scope=all", "{\"a\":1}", "Taler-Challenge-Ids", id)
                        .status());
        assertEquals(2, operations.runs.get());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /instances/shop/private/token?scope=all        | {"a":2}
            POST   | /instances/shop/private/token?scope=all        | '{"a":1} '
            POST   | /instances/shop/private/token?scope=all        | ''
            PUT    | /instances/shop/private/token?scope=all        | {"a":1}
            post   | /instances/shop/private/token?scope=all        | {"a":1}
            POST   | /instances/shop/private/token                  | {"a":1}
            POST   | /instances/shop/private/token?                 | {"a":1}
            POST   | /instances/shop/private/token?scope=all&x=     | {"a":1}
            POST   | /instances/shop/private/token?scope=al%6C      | {"a":1}
            POST   | /instances/shop/private/toke%6E?scope=all      | {"a":1}
            POST   | /instances/shop/private/token;x=1?scope=all    | {"a":1}
            POST   | /instances/admin/private/token?scope=all       | {"a":1}
            POST   | /instances/shop/private/form?operation=auth_token_creation | {"a":1}
            DELETE | /instances/shop/private                        | {"a":1}
            """)
    void anotherRequestDoesNotPass(String method, String path, String body) {
        String id = solvedLogin();

        assertEquals(202, request(method, path, body, "Taler-Challenge-Ids", id).status());
        assertEquals(0, operations.runs.get());
    }

    @Test
    void behindAProxyThatAddsAPathNothingChanges() {
        try (PathProxy proxy = new PathProxy()) {
            proxy.leadTo(app.url);
            Http outside = new Http(proxy.url());
            String id = id(outside.post(LOGIN + "?scope=all", "{}"));

            assertEquals(
                    200, outside.post("/instances/shop/challenge/" + id, "{}").status());
            String tan = "{\"tan\":\"" + app.mailbox.newestTan(OWNER) + "\"}";
            assertEquals(204, outside.post("/challenge/" + id + "/confirm", tan).status());

            assertEquals(
                    202, outside.post(LOGIN, "{}", "Taler-Challenge-Ids", id).status());
            assertEquals(
                    200,
                    outside.post(LOGIN + "?scope=all", "{}", "Taler-Challenge-Ids", id)
                            .status());
        }
    }

    @Test
    void aConfirmationIsBoundToTheOperation() {
        String path = "/instances/shop/private/form";
        String id = id(request("POST", path, "operation=read", "Content-Type", FORM));
        app.solve(id, OWNER);

        // The same bytes with another content type are another operation, because the application may read them
        // differently.
        assertEquals(
                202,
                request("POST", path, "operation=read", "Taler-Challenge-Ids", id)
                        .status());
        Answer passed = request("POST", path, "operation=read", "Content-Type", FORM, "Taler-Challenge-Ids", id);
        assertEquals("operation=read", passed.body());
    }

    @Test
    void headIsAnotherOperationThanGet() {
        String id = id(request("GET", LOGIN, ""));
        app.solve(id, OWNER);

        assertEquals(202, request("HEAD", LOGIN, "", "Taler-Challenge-Ids", id).status());
        assertEquals(200, request("GET", LOGIN, "", "Taler-Challenge-Ids", id).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ", ,,",
                "garbage",
                "1-0000000000000000000000000000000000000000000000000000",
                "99999999999999999999999-X",
                "$OTHER",
                "$UNSOLVED",
                "$SOLVED$SOLVED",
                "'$SOLVED'",
                "$SOLVED;",
                "$SIXTEEN,$SOLVED",
            })
    void invalidIdsDoNotOpenAnything(String header) {
        String solved = solvedLogin();
        String unsolved = id(app.http.post(LOGIN, "{}"));
        String other = id(app.http.post("/instances/admin/private/token?scope=all", "{\"a\":1}"));
        app.solve(other, OWNER);
        String sixteen = IntStream.range(0, 16).mapToObj(i -> i + "-X").collect(Collectors.joining(","));
        String presented = header.replace("$SOLVED", solved)
                .replace("$UNSOLVED", unsolved)
                .replace("$OTHER", other)
                .replace("$SIXTEEN", sixteen);

        assertEquals(
                202,
                app.http
                        .post(LOGIN + "?scope=all", "{\"a\":1}", "Taler-Challenge-Ids", presented)
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$SOLVED", " $SOLVED ,", "x,$SOLVED", ",,$SOLVED", "$FIFTEEN,$SOLVED"})
    void invalidIdsDoNotAffectValidOnes(String header) {
        String fifteen = IntStream.range(0, 15).mapToObj(i -> i + "-X").collect(Collectors.joining(","));
        String presented = header.replace("$SOLVED", solvedLogin()).replace("$FIFTEEN", fifteen);

        assertEquals(
                200,
                app.http
                        .post(LOGIN + "?scope=all", "{\"a\":1}", "Taler-Challenge-Ids", presented)
                        .status());
    }

    @Test
    void allFactorsTogetherLetExactlyOneRequestPass() {
        List<String> all = ids(request("DELETE", CLOSING, ""));
        assertEquals(2, all.size());
        app.solve(all.get(0), OWNER);
        assertEquals(List.of(all.get(1)), ids(request("DELETE", CLOSING, "", "Taler-Challenge-Ids", all.get(0))));
        app.solve(all.get(1), PARTNER);

        List<Integer> results = AtOnce.run(
                6,
                i -> request(
                                "DELETE",
                                CLOSING,
                                "",
                                "Taler-Challenge-Ids",
                                all.get(0),
                                "Taler-Challenge-Ids",
                                all.get(1))
                        .status());

        assertEquals(1, results.stream().filter(status -> status == 200).count(), results.toString());
        assertEquals(5, results.stream().filter(status -> status == 202).count(), results.toString());
        assertEquals(1, operations.runs.get());
    }

    @ParameterizedTest
    @CsvSource({"stream,a=1", "reader,a=1", "parameter,1x", "async,a=1x"})
    void theApplicationReadsTheBodyInEveryWay(String way, String expected) {
        String path = LOGIN + "?q=x";
        String id = id(request("POST", path, "a=1", "Content-Type", FORM));
        app.solve(id, OWNER);

        Answer passed = request("POST", path, "a=1", "Content-Type", FORM, "X-Reads", way, "Taler-Challenge-Ids", id);

        assertEquals(200, passed.status(), passed.body());
        assertEquals(expected, passed.body());
    }

    @ParameterizedTest
    @CsvSource({"stream,a=1", "reader,a=1", "parameter,1x", "async,a=1x"})
    void aBodyThatTheFilterReadIsStillThere(String way, String expected) {
        Answer passed = request("POST", "/instances/shop/looked-at?q=x", "a=1", "Content-Type", FORM, "X-Reads", way);

        assertEquals(expected, passed.body());
    }

    @Test
    void otherRequestsPassUntouchedHoweverLargeTheyAre() {
        String large = "x".repeat(10 * MAX_BODY);
        String part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--x--\r\n";

        assertEquals(large, request("POST", "/instances/shop/public", large).body());
        assertEquals(
                "3",
                request(
                                "POST",
                                "/instances/shop/public",
                                part,
                                "Content-Type",
                                "multipart/form-data; boundary=x",
                                "X-Reads",
                                "part")
                        .body());
        assertEquals(200, request("OPTIONS", LOGIN, "").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGIN, "/instances/shop/looked-at", "/instances/shop/swallowed"})
    void aBodyThatIsTooLargeIsRefusedWithoutReadingIt(String path) {
        Answer refused = request("POST", path, "x".repeat(MAX_BODY + 1));

        assertEquals(413, refused.status());
        assertEquals(32, refused.code());
        assertEquals("*", refused.header("Access-Control-Allow-Origin"));
        assertEquals(0, bytes.most.get());
        assertEquals(0, operations.runs.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGIN, "/instances/shop/looked-at", "/instances/shop/swallowed"})
    void aBodyWithoutALengthIsReadNoFurtherThanNeeded(String path) {
        String body = "3e9\r\n" + "x".repeat(MAX_BODY + 1) + "\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
        RawHttp.Answer refused = new RawHttp(app.url)
                .send(RawHttp.request(
                        body.getBytes(StandardCharsets.US_ASCII),
                        "POST " + EmbeddedApplication.CONTEXT + path + " HTTP/1.1",
                        "Host: localhost",
                        "Transfer-Encoding: chunked"));

        assertEquals(413, refused.status());
        assertEquals(MAX_BODY + 1, bytes.most.get());
        assertEquals(0, operations.runs.get());
    }

    @Test
    void manyLargeBodiesAtOnceAreNeverInMemory() {
        byte[] chunk = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        byte[] large = new byte[10 * 1024 * 1024];

        List<Integer> results = AtOnce.run(40, i -> {
            try {
                return app.http
                        .send(app.http
                                .request(LOGIN)
                                .POST(
                                        i % 2 == 0
                                                ? BodyPublishers.ofByteArray(large)
                                                : BodyPublishers.ofByteArrays(Collections.nCopies(160, chunk)))
                                .build())
                        .status();
            } catch (AssertionError closedWhileItSent) {
                return 413;
            }
        });

        assertEquals(List.of(413), results.stream().distinct().toList());
        assertEquals(MAX_BODY + 1, bytes.most.get());
        assertEquals(0, operations.runs.get());
    }

    @Test
    void aBodyAtTheLimitPasses() {
        assertEquals(202, request("POST", LOGIN, "x".repeat(MAX_BODY)).status());
    }

    @Test
    void aDemandThatNobodyCanMeetIsRefused() {
        Answer refused = request("POST", "/instances/shop/nobody", "");

        assertEquals(403, refused.status());
        assertEquals(2031, refused.code());
        assertEquals("*", refused.header("Access-Control-Allow-Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instances/shop/bug", "/instances/shop/parts"})
    void aRequestIsRefusedIfTheDecisionFails(String path) {
        try (CapturedLog log = new CapturedLog()) {
            Answer refused = request("POST", path, "a=1", "Content-Type", "multipart/form-data; boundary=x");

            assertEquals(500, refused.status());
            assertEquals(60, refused.code());
            String all = String.join("\n", log.ours());
            assertTrue(all.contains("POST protected-operation 500"), all);
            assertTrue(all.contains(refused.json().path("detail").asText()), all);
            assertFalse(all.contains("/instances"), all);
        }
        assertEquals(0, operations.runs.get());
    }

    @Test
    void exceptionsOfTheApplicationPassUnchanged() {
        String id = id(request("POST", "/instances/shop/private/fails", ""));
        app.solve(id, OWNER);

        Answer failed = request("POST", "/instances/shop/private/fails", "", "Taler-Challenge-Ids", id);

        assertEquals(500, failed.status());
        assertFalse(failed.body().contains("\"code\""), failed.body());
    }

    @Test
    void aForwardWithinTheApplicationNeedsNoSecondConfirmation() {
        String path = "/instances/shop/private/forward";
        String id = id(request("POST", path, "abc"));
        app.solve(id, OWNER);

        assertEquals(
                "abc", request("POST", path, "abc", "Taler-Challenge-Ids", id).body());
    }

    /** Otherwise the filter would hash something else than the application acts on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void behindAFilterThatReadsTheFormItRefusesToWork(boolean chunked) {
        Filter greedy = (request, response, chain) -> {
            request.getParameter("a");
            chain.doFilter(request, response);
        };
        try (EmbeddedApplication misconfigured =
                new EmbeddedApplication(new Rules(), new RunningOperations(), greedy)) {
            HttpRequest.BodyPublisher form = chunked
                    ? BodyPublishers.fromPublisher(BodyPublishers.ofString("a=1"))
                    : BodyPublishers.ofString("a=1");

            Answer refused = misconfigured.http.send(misconfigured
                    .http
                    .request(LOGIN)
                    .header("Content-Type", FORM)
                    .POST(form)
                    .build());

            assertEquals(500, refused.status());
            assertEquals(60, refused.code());
        }
    }
}
