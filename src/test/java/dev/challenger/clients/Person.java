package dev.challenger.clients;

import dev.challenger.testing.Browser;
import dev.challenger.testing.Browser.Page;
import dev.challenger.testing.Mailbox;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person who visits a client. Each visit is one with a browser of its own.
 *
 * @param mailbox gets the messages to the address
 * @param start the page of the client that sends the browser to the service
 */
record Person(Mailbox mailbox, String start, String address) {
    private static final String FIELD = "CONTACT_EMAIL";
    private static final Pattern RETURN = Pattern.compile("href=\"([^\"]*[?&](?:amp;)?error=access_denied[^\"]*)\"");

    /** Enters the address and the code, and returns the page of the client on which this ends. It may end before the address. */
    Page validates() throws IOException, InterruptedException {
        Browser browser = new Browser();
        Page form = begins(browser);
        if (!form.html().contains(FIELD)) {
            return form;
        }
        Page tanForm = browser.submit(form, Map.of(FIELD, address));
        return browser.submit(tanForm, Map.of("pin", mailbox.newestTan(address)));
    }

    /** Returns without a code, and returns the page of the client on which this ends. */
    Page givesUp() throws IOException, InterruptedException {
        Browser browser = new Browser();
        Page form = begins(browser);
        Matcher link = RETURN.matcher(form.html());
        if (!link.find()) {
            throw new AssertionError("no way back: " + form);
        }
        return browser.open(link.group(1).replace("&amp;", "&"));
    }

    /** Opens the page of the client, and submits it if it is a form with a button. */
    private Page begins(Browser browser) throws IOException, InterruptedException {
        Page page = browser.open(start);
        boolean button = page.html().contains("<form") && !page.html().contains(FIELD);
        return button ? browser.submit(page, Map.of()) : page;
    }
}
