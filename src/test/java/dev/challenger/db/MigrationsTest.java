package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    /** By which Flyway finds a directory in Open Liberty, whose URLs it cannot list otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"challenger", "mfa"})
    void everySetCanBeFoundInAnyServer(String set) {
        assertNotNull(Migrations.class.getClassLoader().getResource("db/" + set + "/flyway.location"));
    }
}
