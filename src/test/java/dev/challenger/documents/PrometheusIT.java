package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.challenger.audit.AuditEvent;
import dev.challenger.statistics.Total;
import dev.challenger.testing.Http;
import dev.challenger.testing.Node;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the document with the metrics of a node, which Prometheus' own tool checks. */
class PrometheusIT {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final String TOKEN = "0123456789abcdef";
    private static final World WORLD = World.with("metrics.token", TOKEN);

    private static final Path RESOURCES = Path.of("src/site/resources");
    private static final Path ALERTS = RESOURCES.resolve("alerts.yaml");
    /** A metric with its selector, if it has one. */
    private static final Pattern NAME =
            Pattern.compile("\\b((?:challenger|jvm|process|system)_[a-z_]+)\\b(?:\\{([^}]*)\\})?");

    private static final Set<String> EVENTS = Stream.concat(
                    Stream.of(AuditEvent.values()).map(AuditEvent::toString), Stream.of(Total.ENTERED, Total.FIRST))
            .collect(Collectors.toSet());

    private static String metrics;

    /** Makes every metric have a sample. */
    @BeforeAll
    static void walk() {
        Node node = WORLD.pooled("budget.client", "1/P1D", "budget.service", "1000/P1D");
        TestClient client = node.client();
        String nonce = client.challenged();
        client.solve(nonce, "0000-0000");
        assertEquals(200, client.solve(nonce, WORLD.mailbox().newestTan()).status());
        assertEquals(429, client.challenge(client.setup(), "other@example.com").status());
        metrics = new Http(node.url())
                .get("/metrics", "Authorization", "Bearer " + TOKEN)
                .body();
    }

    @AfterAll
    static void end() {
        WORLD.close();
    }

    private static Set<String> families() {
        return Pattern.compile("(?m)^# TYPE (\\S+)")
                .matcher(metrics)
                .results()
                .map(type -> type.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableHasAllOurMetricsAndTheirLabels() {
        List<String> rows = Document.OPERATE.table("metrics");

        Set<String> ours = families().stream()
                .filter(name -> name.startsWith("challenger_") && !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                ours,
                rows.stream()
                        .map(row -> row.split("\\|")[1].replace("`", "").strip())
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (String row : rows) {
            String name = row.split("\\|")[1].replace("`", "").strip();
            Set<String> told = Pattern.compile("`(\\w+)`")
                    .matcher(row.split("\\|")[2])
                    .results()
                    .map(label -> label.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(told, labels(name), name);
        }
    }

    private static Set<String> labels(String name) {
        Set<String> labels = new TreeSet<>();
        metrics.lines()
                .filter(line -> line.matches(name + "(_sum)?[{ ].*"))
                .forEach(line -> Pattern.compile("[{,](\\w+)=\"")
                        .matcher(line)
                        .results()
                        .forEach(label -> labels.add(label.group(1))));
        return labels;
    }

    @Test
    void promtoolAcceptsTheMetrics() throws Exception {
        promtool(metrics, "check", "metrics");
    }

    @Test
    void promtoolAcceptsTheAlerts() throws Exception {
        promtool("", "check", "rules", ALERTS.toString());
    }

    @Test
    void theAlertsTellWhatIsWrongAndNothingElse() throws Exception {
        promtool("", "test", "rules", "src/test/resources/dev/challenger/documents/alerts-test.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "grafana-dashboard.json"})
    void everyMetricAndLabelThatIsAskedForExists(String file) throws Exception {
        String text = Files.readString(RESOURCES.resolve(file)).replace("\\\"", "\"");
        Set<String> samples = metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        // Prometheus itself adds these.
        Set<String> always = Set.of("instance", "job");

        List<MatchResult> asked = NAME.matcher(text).results().toList();
        assertTrue(asked.size() > 10, file);
        for (MatchResult metric : asked) {
            assertTrue(samples.contains(metric.group(1)), metric.group(1));
            Set<String> labels = Pattern.compile("(\\w+)\\s*[!=]=?~?\"")
                    .matcher(Objects.requireNonNullElse(metric.group(2), ""))
                    .results()
                    .map(label -> label.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            labels.removeAll(always);
            assertTrue(labels(metric.group(1)).containsAll(labels), metric.group());
            Pattern.compile("event=\"(\\w+)\"")
                    .matcher(metric.group())
                    .results()
                    .forEach(event -> assertTrue(EVENTS.contains(event.group(1)), metric.group()));
        }
    }

    /** A dashboard without a metric would not show it; the alerts need not have all. */
    @Test
    void theDashboardShowsAllOurMetrics() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(RESOURCES.resolve("grafana-dashboard.json").toFile());
        String asked = dashboard.findValuesAsText("expr").toString();

        for (String row : Document.OPERATE.table("metrics")) {
            String name = row.split("\\|")[1].replace("`", "").strip();
            assertTrue(asked.contains(name), name);
        }
        assertEquals(
                dashboard.path("panels").size(),
                dashboard.path("panels").findValues("gridPos").stream()
                        .distinct()
                        .count());
    }

    private static void promtool(String input, String... arguments) throws Exception {
        assumeTrue(
                Files.isExecutable(PROMTOOL) || System.getenv("CI") != null,
                "there is no promtool here: apt-get install prometheus");
        ProcessBuilder program = new ProcessBuilder(arguments).redirectErrorStream(true);
        program.command().add(0, PROMTOOL.toString());
        Process run = program.start();
        run.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        run.getOutputStream().close();
        String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), told);
        assertTrue(!told.contains("FAILED"), told);
    }
}
