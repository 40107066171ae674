package dev.challenger.validation;

import java.util.Map;

/**
 * The model of the page whose form takes the result to a client that wants it posted. Public, since templates can only read
 * public records.
 *
 * @param channel as in {@link ValidationPage}
 * @param solved true if the result is a code, false if it is an error
 * @param url to which the form is posted
 * @param fields of the form, by name
 */
public record PostPage(String channel, String asker, boolean solved, String url, Map<String, String> fields) {}
