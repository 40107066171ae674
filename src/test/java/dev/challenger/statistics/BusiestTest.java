package dev.challenger.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks that a label has few values, that these are the busy ones, and that a flood of values drives none of them out. */
class BusiestTest {
    private final List<String> dropped = new ArrayList<>();
    private final Busiest busiest = new Busiest(3, dropped::add);

    private String label(String value, int times) {
        String label = "";
        for (int i = 0; i < times; i++) {
            label = busiest.label(value);
        }
        return label;
    }

    @Test
    void theFirstValuesHaveTheirNamesAndOthersShareOne() {
        assertEquals("a", busiest.label("a"));
        assertEquals("b", busiest.label("b"));
        assertEquals("c", busiest.label("c"));
        assertEquals("other", busiest.label("d"));
        assertEquals("a", busiest.label("a"));
    }

    @Test
    void aValueThatIsMuchBusierTakesTheNameOfTheLeastBusyOne() {
        label("a", 10);
        label("b", 5);
        label("c", 20);

        assertEquals("other", label("d", 10));
        assertEquals(List.of(), dropped);
        assertEquals("d", label("d", 1));

        assertEquals(List.of("b"), dropped);
        assertEquals("other", label("b", 1));
        assertEquals("a", label("a", 1));
    }

    @Test
    void aFloodOfDifferentValuesDrivesOutNoBusyOne() {
        label("a", 50);
        label("b", 50);
        label("c", 50);
        Set<String> labels = new HashSet<>();

        for (int i = 0; i < 100_000; i++) {
            labels.add(busiest.label("junk" + i));
            if (i % 100 == 0) {
                labels.add(label("a", 2));
                labels.add(label("b", 2));
                labels.add(label("c", 2));
            }
        }

        assertEquals(Set.of("a", "b", "c", "other"), labels);
        assertEquals(List.of(), dropped);
    }

    @Test
    void aValueThatWasBusyOnceGivesWay() {
        label("a", 20_000);
        label("b", 20_000);
        label("c", 20_000);

        String last = "";
        for (int i = 0; i < 40_000; i++) {
            busiest.label("a");
            busiest.label("b");
            last = busiest.label("d");
        }

        assertEquals("d", last);
        assertEquals(List.of("c"), dropped);
    }
}
