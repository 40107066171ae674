package dev.challenger.filter;

import dev.challenger.http.Refusal;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of the filter's own.
 *
 * @param json the body, empty for none
 * @param headers beyond those that all answers have
 */
record Answer(int status, String json, Map<String, String> headers) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer empty(int status) {
        return new Answer(status, "", Map.of());
    }

    static Answer json(int status, String json) {
        return new Answer(status, json, Map.of());
    }

    static Answer of(Problem problem) {
        return Refusal.retryAfter(problem)
                .map(wait -> of(problem, Map.of()).with("Retry-After", wait))
                .orElseGet(() -> of(problem, Map.of()));
    }

    /** @param more members of the body */
    static Answer of(Problem problem, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", problem.code().number());
        body.put("hint", problem.code().hint());
        problem.detail().ifPresent(detail -> body.put("detail", detail));
        body.putAll(more);
        return json(problem.status(), Json.write(body));
    }

    Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, json, all);
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        ifAbsent(response, "Access-Control-Allow-Origin", "*");
        ifAbsent(response, "Access-Control-Expose-Headers", "*");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        headers.forEach(response::setHeader);
        if (json.isEmpty()) {
            return;
        }
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** An application that lets in other origins by its own rules has said so before. */
    private static void ifAbsent(HttpServletResponse response, String header, String value) {
        if (!response.containsHeader(header)) {
            response.setHeader(header, value);
        }
    }
}
