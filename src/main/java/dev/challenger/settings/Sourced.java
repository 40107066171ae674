package dev.challenger.settings;

/**
 * What was said about a setting, and where.
 *
 * @param origin for people: {@code file /etc/challenger.properties}
 */
record Sourced(String text, String origin) {}
