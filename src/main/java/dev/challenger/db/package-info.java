/**
 * Access to the database. {@link dev.challenger.db.Database} runs one statement at a time in autocommit mode,
 * {@link dev.challenger.db.Rows} has the compare-and-set loop, and {@link dev.challenger.db.Migrations} creates and updates
 * the tables. SQL statements are not here: they are in the classes {@code …Store} of each feature. Begin with
 * {@code Database}.
 */
@NullMarked
package dev.challenger.db;

import org.jspecify.annotations.NullMarked;
