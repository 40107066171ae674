package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the relative way from a page to the root of the web application. */
final class OutputTest {
    @ParameterizedTest
    @CsvSource({"'', ./", "/, ./", "/nothing, ./", "/authorize/N, ../", "/a/b/c, ../../"})
    void thePathToTheRootIsRelativeForAnyProxyInFront(String path, String base) {
        assertEquals(base, Output.base(path));
    }
}
