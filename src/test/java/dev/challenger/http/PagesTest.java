package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that a page whose template fails is not written half. */
final class PagesTest {
    @ParameterizedTest
    @CsvSource({"'', ./", "/, ./", "/nothing, ./", "/authorize/N, ../", "/a/b/c, ../../"})
    void theWayToTheRootIsRelativeSoThatAnyProxyMayStandInFront(String path, String base) {
        assertEquals(base, Pages.base(path));
    }
}
