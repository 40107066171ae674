package dev.challenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Compares the answers of the nodes with {@code openapi.yaml}, and remembers which operations and statuses were seen, in a file of
 * each JVM that runs tests. A test run begins these files anew.
 */
public final class OpenApi {
    /** The operations and statuses that this JVM has seen, one a line. */
    private static final Path SEEN =
            War.file().resolveSibling("openapi-seen-" + System.getProperty("test.fork", "1") + ".txt");

    private static final String ID = "https://challenger.example.com/openapi";
    private static final JsonNode DOCUMENT = read();
    private static final List<Operation> OPERATIONS = operations();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, DOCUMENT.toString()))));
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();
    private static final Set<String> NODES = ConcurrentHashMap.newKeySet();
    private static final Set<String> HITS = new TreeSet<>();

    /** The statuses that an operation has for reasons of its own, so that no default describes them. */
    private static final Set<Integer> OWN = Set.of(201, 202, 204, 302, 303, 401, 403, 409, 410, 429, 501, 502);

    private OpenApi() {}

    /** @param pointer to the path item in the document */
    private record Operation(Pattern path, String method, String name, String pointer) {}

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(Files.readString(Path.of("webapp/static/openapi.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the operations, those with the fewest parameters in their path first. */
    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    String pattern = path.getKey().replace(".", "[.]").replaceAll("[{][a-z_]+[}]", "[^/]+");
                    String pointer =
                            "#/paths/" + path.getKey().replace("~", "~0").replace("/", "~1") + "/" + method;
                    String upper = method.toUpperCase(Locale.ROOT);
                    all.add(new Operation(Pattern.compile(pattern), upper, upper + " " + path.getKey(), pointer));
                }));
        all.sort(Comparator.comparingLong(
                operation -> operation.name.chars().filter(c -> c == '{').count()));
        return all;
    }

    /** From now on the answers of the service at a URL are compared. */
    static void serves(String url) {
        NODES.add(url);
    }

    /** A server of another application may get the port of a node that has ended. */
    static void leaves(String url) {
        NODES.remove(url);
    }

    /** Returns the operations and statuses that the JVMs of this run have seen. */
    public static Set<String> seen() throws IOException {
        Set<String> seen = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SEEN.getParent(), "openapi-seen-*.txt")) {
            for (Path file : files) {
                seen.addAll(Files.readAllLines(file));
            }
        }
        return seen;
    }

    /** Returns all operations and statuses of the document, in the form of {@link #seen}. */
    public static Set<String> documented() {
        Set<String> all = new TreeSet<>();
        OPERATIONS.forEach(operation -> DOCUMENT.at(operation.pointer.substring(1) + "/responses")
                .fieldNames()
                .forEachRemaining(status -> all.add(operation.name + " " + status)));
        all.removeIf(line -> line.endsWith(" default"));
        return all;
    }

    /** Compares an answer, if a node gave it to a request that is not HEAD or OPTIONS. */
    static void check(HttpResponse<String> answer) {
        String url = answer.request().uri().toString();
        Optional<String> node = NODES.stream().filter(url::startsWith).findFirst();
        String method = answer.request().method();
        if (node.isEmpty() || method.equals("HEAD") || method.equals("OPTIONS")) {
            return;
        }
        String path = answer.request().uri().getRawPath();
        Optional<Operation> operation = OPERATIONS.stream()
                .filter(each ->
                        each.method.equals(method) && each.path.matcher(path).matches())
                .findFirst();
        String pointer =
                operation.map(each -> response(each, answer.statusCode())).orElse("#/components/responses/Fault");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            compare(pointer + "/content/application~1json/schema", answer);
        } else if (!answer.body().isEmpty() && operation.isPresent()) {
            JsonNode content = DOCUMENT.at(pointer.substring(1) + "/content");
            String plain = type.replaceFirst(";.*", "");
            if (!content.has(plain) && !path.startsWith("/static/")) {
                throw new AssertionError(method + " " + path + " " + answer.statusCode() + " may not be " + type);
            }
        }
    }

    /** Returns the pointer to the description of an answer, and remembers the answer. */
    private static String response(Operation operation, int status) {
        String responses = operation.pointer + "/responses/";
        boolean known = !DOCUMENT.at(responses.substring(1) + status).isMissingNode();
        if (known) {
            remember(operation.name + " " + status);
        }
        if (!known && OWN.contains(status)) {
            throw new AssertionError("openapi.yaml has no status " + status + " of " + operation.name);
        }
        String pointer = responses + (known ? status : "default");
        JsonNode reference = DOCUMENT.at(pointer.substring(1) + "/$ref");
        return reference.isMissingNode() ? pointer : reference.asText();
    }

    private static void remember(String hit) {
        synchronized (HITS) {
            if (HITS.add(hit)) {
                try {
                    Files.createDirectories(SEEN.getParent());
                    Files.write(SEEN, HITS);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static void compare(String pointer, HttpResponse<String> answer) {
        JsonNode body = new Http.Answer(answer.statusCode(), answer.body(), answer).json();
        Set<ValidationMessage> faults = schema(pointer).validate(body);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    answer.request().method() + " " + answer.request().uri() + " " + answer.statusCode() + " "
                            + answer.body() + " does not fit " + pointer + ": " + faults);
        }
    }

    private static JsonSchema schema(String pointer) {
        if (DOCUMENT.at(pointer.substring(1)).isMissingNode()) {
            throw new AssertionError("openapi.yaml has no " + pointer);
        }
        return SCHEMAS.computeIfAbsent(pointer, any -> FACTORY.getSchema(SchemaLocation.of(ID + any)));
    }
}
