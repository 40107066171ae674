/**
 * The benchmark that {@code mvn -Pbench} runs. It compares the product with a floor, on the same database server and with the
 * same load; src/site/markdown/performance.md explains its table. It is no test. Begin with
 * {@link dev.challenger.bench.Benchmark}.
 */
@NullMarked
package dev.challenger.bench;

import org.jspecify.annotations.NullMarked;
