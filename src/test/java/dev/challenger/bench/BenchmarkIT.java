package dev.challenger.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves that the benchmark still runs, with too little load to measure anything, and that its document fits. */
class BenchmarkIT {
    @Test
    void aShortRunMakesATable() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux has /proc");
        Options options = new Options(List.of(1000), 3, Load.closed(10, 2), Load.open(10, 1), 0, 64);

        try (Bed bed = new Bed(options.pool())) {
            String result = new Benchmark(bed, options, System.out).run();

            assertTrue(result.contains(Table.HEAD), result);
            assertEquals(
                    2,
                    result.lines()
                            .filter(line -> line.startsWith("| validation |"))
                            .count(),
                    result);
        }
    }

    @Test
    void theDocumentHasSuchATable() throws Exception {
        assertTrue(Files.readString(Path.of("src/site/markdown/performance.md")).contains(Table.HEAD));
    }
}
