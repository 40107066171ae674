package dev.challenger.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.challenger.testing.Http.Answer;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares answers with the expected ones in every field. */
public final class Expect {
    private static final int LARGEST_PAGE = 4_096;

    private Expect() {}

    /** Expects exactly this JSON. */
    public static void json(int status, String json, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals(Json.readObject(json.getBytes(StandardCharsets.UTF_8)), answer.json());
    }

    /** Expects a page with this status that contains all of these parts, and that is small. */
    public static void page(int status, Answer answer, String... parts) {
        assertEquals(status, answer.status(), answer.body());
        int size = answer.body().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < LARGEST_PAGE, () -> size + " bytes: " + answer.body());
        assertEquals("text/html;charset=utf-8", answer.header("Content-Type").toLowerCase(Locale.ROOT));
        for (String part : parts) {
            assertTrue(answer.body().contains(part), () -> "no " + part + " in\n" + answer.body());
        }
    }

    /** Expects a redirect to this URL, without a body. */
    public static void redirect(String location, Answer answer) {
        assertEquals(302, answer.status(), answer.body());
        assertEquals(location, answer.header("Location"));
        assertEquals("", answer.body());
    }

    /** Expects a problem with its code and hint, and without a detail. */
    public static void problem(int status, int code, Answer answer) {
        problem(status, code, null, answer);
    }

    /** Expects a problem with its code, hint and detail. */
    public static void problem(int status, int code, @Nullable String detail, Answer answer) {
        json(status, problem(code, detail).toString(), answer);
        assertFalse(answer.response().headers().firstValue("Location").isPresent());
    }

    /** Expects a problem that has a more exact hint than that of its code. */
    public static void problem(int status, int code, String hint, String detail, Answer answer) {
        ObjectNode expected = problem(code, detail);
        expected.put("hint", hint);
        json(status, expected.toString(), answer);
    }

    /** Expects a problem that also has the two fields of RFC 6749. A client in the field fails without them. */
    public static void oauthProblem(int status, int code, @Nullable String detail, String error, Answer answer) {
        JsonNode description = answer.json().path("error_description");
        assertTrue(description.isTextual() && description.textValue().matches("[ !#-\\[\\]-~]+"), answer.body());
        ObjectNode expected = problem(code, detail);
        expected.put("error", error);
        expected.set("error_description", description);
        json(status, expected.toString(), answer);
    }

    private static ObjectNode problem(int code, @Nullable String detail) {
        ErrorCode known = Stream.of(ErrorCode.values())
                .filter(each -> each.number() == code)
                .findFirst()
                .orElseThrow();
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("code", code);
        problem.put("hint", known.hint());
        if (detail != null) {
            problem.put("detail", detail);
        }
        return problem;
    }
}
