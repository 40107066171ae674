package dev.challenger.bench;

import dev.challenger.testing.DatabaseCounts;
import java.sql.Connection;
import java.util.function.IntConsumer;

/**
 * One of the two servers that are compared, with the load that it gets.
 *
 * @param mariadb the process of the database server
 * @param counter reads the counts of the database server
 */
record Side(MeasuredServer server, Walker walker, Proc mariadb, Connection counter) {
    /** The same validations, whole and only their last part. */
    record Units(Slice validation, Slice exchange) {}

    /** Carries out whole validations: first all up to their codes, then the exchange of all codes. */
    Units run(Load load) {
        String[] codes = new String[load.units()];
        Slice solved = measure(load, number -> codes[number] = walker.solve());
        Slice exchange = measure(load, number -> walker.redeem(codes[number]));
        return new Units(solved.and(exchange), exchange);
    }

    private Slice measure(Load load, IntConsumer unit) {
        long cpu = cpu();
        DatabaseCounts counts = DatabaseCounts.read(counter);
        long[] latencies = load.run(unit);
        return new Slice(cpu() - cpu, DatabaseCounts.read(counter).since(counts), latencies);
    }

    private long cpu() {
        return server.proc().cpu() + mariadb.cpu();
    }
}
