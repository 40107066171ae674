package dev.challenger.bench;

import dev.challenger.bench.MeasuredServer.Command;
import dev.challenger.bench.Side.Units;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.War;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The main class of {@code mvn -Pbench}: lets product and floor work in turn, prints a table of ratios, and
 * writes it to {@code performance.md} beside the WAR.
 */
public final class Benchmark {
    private static final int STARTS = 3;

    /** After 12,000 validations the JIT compiler has done most of its work, and most of each heap has been used. */
    private static final int WARM_UPS = 40;

    /** The clock ticks of CPU time are too coarse for fewer. */
    private static final int UNITS_OF_FLOOR = 4;

    private final Bed bed;
    private final Options options;
    private final PrintStream out;
    private final StringBuilder result = new StringBuilder();

    Benchmark(Bed bed, Options options, PrintStream out) {
        this.bed = bed;
        this.options = options;
        this.out = out;
    }

    /** Runs until the table is written. A signal ends it early; everything that it started ends too. */
    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        // Connections that the JDK's client keeps for the threads of the load.
        System.setProperty("http.maxConnections", "64");
        Proc.require();
        Options options = Options.read();
        try (Bed bed = new Bed(options.pool())) {
            Runtime.getRuntime().addShutdownHook(new Thread(bed::close, "end of the benchmark"));
            String result = new Benchmark(bed, options, System.out).run();
            Path file = Files.writeString(War.file().resolveSibling("performance.md"), result);
            System.out.println("This is also in " + file);
        }
        // Without exit, Maven would wait for threads of the database.
        System.exit(0);
    }

    /** Prints and returns the result. */
    String run() throws Exception {
        Proc mariadb = bed.mariadb();
        Connection counter = bed.keep(bed.database().dataSource().getConnection());
        Command productCommand = bed.product();
        Command floorCommand = bed.floor();
        String[] client = bed.run("client", "add", "--redirect-uri", TestClient.REDIRECT_URI)
                .replaceAll("(?s).*id: (\\d+)\\s+secret: (\\S+).*", "$1 $2")
                .split(" ");
        say(Machine.describe(new Sql(bed.database())));
        say(starts(productCommand, floorCommand));

        MeasuredServer productServer = bed.keep(productCommand.start());
        MeasuredServer floorServer = bed.keep(floorCommand.start());
        Walker productWalker = new Walker(productCommand.url(), client[0], client[1], bed.mail()::take);
        Walker floorWalker = new Walker(floorCommand.url(), client[0], client[1], address -> "12345678");
        Side product = new Side(productServer, productWalker, mariadb, counter);
        Side floor = new Side(floorServer, floorWalker, mariadb, counter);
        warmUp(product, floor);
        say(resident(productServer, floorServer));
        compare(product, floor);
        if (options.expired() > 0) {
            say(new HousekeepingRun(product, new Sql(bed.database()), options).run());
        }
        return result.toString();
    }

    private void say(String text) {
        out.println(text);
        result.append(text).append('\n');
    }

    private static String starts(Command product, Command floor) throws Exception {
        long[] times = new long[STARTS];
        long[] floors = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            times[i] = start(product);
            floors[i] = start(floor);
        }
        Arrays.sort(times);
        Arrays.sort(floors);
        return "Start: %.1f floors.%n".formatted((double) times[STARTS / 2] / floors[STARTS / 2]);
    }

    private static long start(Command command) throws Exception {
        try (MeasuredServer server = command.start()) {
            return server.toStart();
        }
    }

    /** Lets both carry out the same units, so that their memory can be compared afterwards. */
    private void warmUp(Side product, Side floor) {
        for (int i = 0; i < WARM_UPS; i++) {
            product.run(options.closed());
            floor.run(options.closed());
        }
    }

    private void compare(Side product, Side floor) {
        List<Comparison> validations = new ArrayList<>();
        List<Comparison> all = new ArrayList<>();
        for (int rows : options.rows()) {
            fill(rows);
            for (Load load : List.of(options.closed(), options.open())) {
                Comparison validation = new Comparison("validation", rows, load);
                Comparison exchange = new Comparison("code exchange + info", rows, load);
                product.run(load);
                for (int i = 0; i < options.rounds(); i++) {
                    Units ours = product.run(load);
                    Units floors = floor.run(load.times(UNITS_OF_FLOOR));
                    validation.add(ours.validation(), floors.validation());
                    exchange.add(ours.exchange(), floors.exchange());
                    out.print('.');
                    out.flush();
                }
                all.add(validation);
                all.add(exchange);
                if (load.rate() == 0) {
                    validations.add(validation);
                }
            }
        }
        out.println();
        StringBuilder table = new StringBuilder(Table.HEAD);
        all.forEach(table::append);
        say(table.toString());
        if (validations.size() > 1) {
            say("With the most rows a validation costs %.2f times as much as with the fewest.%n"
                    .formatted(validations.get(validations.size() - 1).cpu()
                            / validations.get(0).cpu()));
        }
    }

    private void fill(int rows) {
        Sql sql = new Sql(bed.database());
        long start = System.nanoTime();
        Filling validations = Filling.validations(sql);
        validations.add(rows - validations.count());
        Filling yesterday = Filling.budgets(sql, 1);
        yesterday.add((rows - yesterday.count()) * 2 / 3);
        Filling today = Filling.budgets(sql, 0);
        today.add(rows - today.count());
        out.printf(
                "Filled in %d s.%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    private static String resident(MeasuredServer product, MeasuredServer floor) {
        long ours = product.proc().resident();
        long floors = floor.proc().resident();
        return "Resident set: %.1f floors, %+d MiB.%n".formatted((double) ours / floors, (ours - floors) / 1024);
    }
}
