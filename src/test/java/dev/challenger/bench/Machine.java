package dev.challenger.bench;

import dev.challenger.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The machine that a table was measured on. */
final class Machine {
    private Machine() {}

    static String describe(Sql sql) throws IOException {
        String memory = Files.readString(Path.of("/proc/meminfo")).replaceAll("(?s)MemTotal: +(\\d+) kB.*", "$1");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        return "%s, %d cores, %d GiB, %s %s, JDK %s, MariaDB %s with a buffer pool of %d MiB. Load of the machine before: %s.%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(memory) >> 20,
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        sql.rows("SELECT VERSION() AS version").get(0).get("version"),
                        sql.number("SELECT @@innodb_buffer_pool_size") >> 20,
                        load);
    }
}
