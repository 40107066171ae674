/** JDBC manners: one statement at a time, autocommit, every failure with its error code. Knows no table but Flyway's. */
@NullMarked
package dev.challenger.db;

import org.jspecify.annotations.NullMarked;
