package dev.challenger.transmission.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The mechanisms by which we log in, with the first choice first. */
enum Mechanism {
    /** RFC 7628. The last response acknowledges an error, as section 3.2.3 demands. */
    OAUTHBEARER(true) {
        @Override
        Stream<String> plain(Credentials account) {
            String user = account.user().replace("=", "=3D").replace(",", "=2C");
            return Stream.of("n,a=" + user + ",\1auth=Bearer " + account.secret() + "\1\1", "\1");
        }
    },
    /** The forerunner of OAUTHBEARER, which Exchange Online offers alone. An empty response acknowledges an error. */
    XOAUTH2(true) {
        @Override
        Stream<String> plain(Credentials account) {
            return Stream.of("user=" + account.user() + "\1auth=Bearer " + account.secret() + "\1\1", "");
        }
    },
    /** RFC 4616. */
    PLAIN(false) {
        @Override
        Stream<String> plain(Credentials account) {
            return Stream.of("\0" + account.user() + "\0" + account.secret());
        }
    },
    /** The forerunner of PLAIN, which has no initial response. */
    LOGIN(false) {
        @Override
        Stream<String> plain(Credentials account) {
            return Stream.of(account.user(), account.secret());
        }
    };

    /** The longest line of a command, with its end (RFC 5321 section 4.5.3.1.4), which AUTH must keep (RFC 4954 section 4). */
    private static final int LONGEST_COMMAND = 512 - "\r\n".length();

    private final boolean forTokens;

    Mechanism(boolean forTokens) {
        this.forTokens = forTokens;
    }

    /** Returns the responses in their order, before they are encoded. */
    abstract Stream<String> plain(Credentials account);

    static Stream<Mechanism> forLogin(Credentials account) {
        return Stream.of(values()).filter(mechanism -> mechanism.forTokens == account.token());
    }

    List<String> responses(Credentials account) {
        return plain(account)
                .map(response -> Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Returns true if the first response goes with the command, which saves a round trip. */
    boolean beginsWith(String response) {
        return this != LOGIN && command().length() + 1 + response.length() <= LONGEST_COMMAND;
    }

    String command() {
        return "AUTH " + name();
    }
}
