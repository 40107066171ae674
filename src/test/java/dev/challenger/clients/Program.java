package dev.challenger.clients;

import java.util.List;

/**
 * A small web application that is a client of the service. Its environment has {@code PORT}, {@code ISSUER}, {@code CLIENT_ID},
 * {@code CLIENT_SECRET} and {@code REDIRECT_URI}.
 *
 * @param name of the client in the table of integrate.md; no two programs have the same name and {@code given}
 * @param part the name of its library in the repository
 * @param given the settings that it has besides its credentials
 * @param direct true if it is registered with {@code --direct}
 * @param begin the path that sends the browser to the service
 * @param callback the path of its redirect URI
 * @param command the program and its arguments, for the directory of the repository
 */
record Program(
        Repository repository,
        String name,
        String part,
        String given,
        boolean direct,
        String begin,
        String callback,
        List<String> command) {
    Program {
        command = List.copyOf(command);
    }

    /** Returns a program whose people begin at {@code /authorize}. */
    static Program of(Repository repository, String name, String part, String given, String... command) {
        return new Program(repository, name, part, given, true, "/", "/callback", List.of(command));
    }

    /** Returns a program that orders its validations itself, at {@code /setup} or {@code /par}. */
    Program ordering() {
        return new Program(repository, name, part, given, false, begin, callback, command);
    }

    /** Returns a program with the paths that its framework has. */
    Program at(String begin, String callback) {
        return new Program(repository, name, part, given, direct, begin, callback, command);
    }

    /** Returns the settings and options with which the program works, as a cell of the table. */
    String settings() {
        return given + (direct ? "; `--direct`" : "");
    }
}
