package dev.challenger.transmission.smtp;

/**
 * The proof of who we are at a mail server.
 *
 * @param secret the password, or the access token
 * @param token true if the secret is an access token
 */
public record Credentials(String user, String secret, boolean token) {
    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
