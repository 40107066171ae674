package dev.challenger.http;

/**
 * The link from an error page to where the person came from. It is known to be good: nobody is sent to strangers.
 *
 * @param name of the client
 */
public record WayBack(String name, String url) {
    /** Shows nothing: the URL may have an authorization code. */
    @Override
    public String toString() {
        return "WayBack[…]";
    }
}
