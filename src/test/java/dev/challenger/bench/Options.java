package dev.challenger.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * The options of the benchmark, from system properties. The document performance.md lists them.
 *
 * @param rows numbers of rows in the tables, in ascending order
 * @param rounds of product and floor in turn
 * @param closed the load of the product in a closed loop
 * @param open the load of both in an open loop
 * @param expired rows that housekeeping deletes under load; 0 if it is not measured
 * @param pool the size of MariaDB's buffer pool in MiB
 */
record Options(List<Integer> rows, int rounds, Load closed, Load open, int expired, int pool) {
    private static final int MOST_ROWS = 20_000_000;

    static Options read() {
        return new Options(
                Stream.of(System.getProperty("rows", "1000").split(","))
                        .map(each -> number("rows", each, 0, MOST_ROWS))
                        .sorted()
                        .toList(),
                number("rounds", 6, 3, 100),
                Load.closed(number("units", 300, 10, 10_000), number("clients", 4, 1, 32)),
                Load.open(number("rate", 40, 1, 1_000), number("seconds", 5, 1, 60)),
                number("expired", 0, 0, MOST_ROWS),
                number("pool", 512, 16, 16_384));
    }

    private static int number(String name, int preset, int least, int most) {
        return number(name, System.getProperty(name, Integer.toString(preset)), least, most);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("-D" + name + " must be from " + least + " to " + most + ", not " + text);
    }
}
