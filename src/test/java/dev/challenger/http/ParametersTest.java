package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which queries and forms are read, and which are refused. */
final class ParametersTest {
    @ParameterizedTest
    @CsvSource({
        "a=1&b=2, 1",
        "b=2&a=1, 1",
        "&&a=1&, 1",
        "a=x+y%20z, x y z",
        "a=%2B%26%3D, +&=",
        "a=1=2, 1=2",
        "%61=1, 1",
        "a=%C3%A9%f0%9f%98%80, é😀",
        "a=é, é",
        "a=%0D%0A, '\r\n'",
        "a=1&a=, 1",
    })
    void aValueIsDecoded(String encoded, String value) {
        assertEquals(Optional.of(value), parse(encoded).find("a"));
        assertEquals(value, parse(encoded).get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a=", "A=1", "b=a", "=1", "a=&a="})
    void aParameterWithoutAValueIsMissing(String encoded) {
        assertEquals(Optional.empty(), parse(encoded).find("a"));
        assertRefused(
                ErrorCode.GENERIC_PARAMETER_MISSING, "a", () -> parse(encoded).get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&a=1", "a=%FF", "a=%C3", "a=%ED%A0%80", "a=%C0%AF"})
    void aRepeatedOrNonUtf8ParameterIsMalformed(String encoded) {
        assertRefused(
                ErrorCode.GENERIC_PARAMETER_MALFORMED, "a", () -> parse(encoded).find("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "a=%+1", "a=%-1", "b=%&a=1", "%=1&a=1", "a=%\u0661\u0661"})
    void brokenPercentEncodingIsRefusedWhereverItIs(String encoded) {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, "percent-encoding", () -> parse(encoded));
    }

    @Test
    void otherParametersMayBeAnything() {
        Parameters parameters = parse("a=1&b=2&b=3&c=%FF&%FF=4");

        assertEquals("1", parameters.get("a"));
        assertEquals(Map.of("a", "1"), parameters.only(List.of("a", "d")));
    }

    @Test
    void bytesAreKeptAsTheyCame() {
        assertArrayEquals(
                new byte[] {(byte) 0xFF, 0, ' ', '+'},
                parse("a=%FF%00+%2b").bytes("a").orElseThrow());
    }

    @Test
    void inputThatItsParserDoesNotKnowIsMalformed() {
        assertRefused(
                ErrorCode.GENERIC_PARAMETER_MALFORMED, "a", () -> parse("a=1").get("a", text -> Optional.empty()));
        assertRefused(
                ErrorCode.GENERIC_PARAMETER_MISSING, "b", () -> parse("a=1").get("b", Optional::of));
    }

    private static void assertRefused(ErrorCode code, String detail, Executable parsing) {
        Problem problem = assertThrows(Problem.class, parsing);
        assertEquals(code, problem.code());
        assertEquals(Optional.of(detail), problem.detail());
    }

    private static Parameters parse(String encoded) {
        return Parameters.parse(encoded.getBytes(StandardCharsets.UTF_8));
    }
}
