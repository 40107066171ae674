package dev.challenger.db;

import org.jspecify.annotations.Nullable;

/** A statement with its arguments, to be run together with another one. */
public record Sql(String text, @Nullable Object... arguments) {}
