package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how the header with challenge ids is read. */
final class PresentedIdsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-A|1-A",
                "1-A,2-B|1-A 2-B",
                "' 1-A ,\t2-B '|1-A 2-B",
                ",,1-A,, ,2-B,|1-A 2-B",
                "' '|''",
                "''|''",
                "1-A;2-B|1-A;2-B",
                "\"1-A\"|\"1-A\"",
                "1 2,é|'1 2 é'",
            })
    void idsAreSeparatedByCommasAndNothingIsAnError(String line, String ids) {
        assertEquals(ids, String.join(" ", PresentedIds.parse(List.of(line))));
    }

    @Test
    void severalLinesAreOneList() {
        assertEquals(List.of("1-A", "2-B", "3-C"), PresentedIds.parse(List.of("1-A, 2-B", "", "3-C")));
        assertEquals(List.of(), PresentedIds.parse(List.of()));
    }

    @Test
    void onlyTheFirstSixteenCount() {
        List<String> ids = IntStream.range(0, 17).mapToObj(i -> i + "-X").toList();

        assertEquals(ids.subList(0, 16), PresentedIds.parse(List.of(String.join(",", ids))));
        assertEquals(ids.subList(0, 16), PresentedIds.parse(ids));
        assertEquals(16, PresentedIds.parse(Collections.nCopies(100_000, "x")).size());
    }
}
