package dev.challenger.transmission.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Channel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which templates of requests are refused, and at which line. */
final class RequestTemplateTest {
    private static final String URL = "POST https://example.com/send\n";
    private static final String JSON = URL + "Content-Type: application/json\n\n";

    private static void valid(String source) {
        assertDoesNotThrow(() -> new RequestTemplate(source, Channel.PHONE));
    }

    private static String fault(String source) {
        return fault(source, Channel.PHONE);
    }

    private static String fault(String source, Channel channel) {
        return String.valueOf(assertThrows(TemplateFault.class, () -> new RequestTemplate(source, channel))
                .getMessage());
    }

    private static void assertFault(int line, String reason, String source) {
        String fault = fault(source);
        assertTrue(fault.startsWith("line " + line + ": ") && fault.contains(reason), fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\": \"${to}\", \"text\": \"Hi ${client}: \\\"${text}\\\"\"}",
                "{\"to\": [\"${to?remove_beginning(\"+\")}\"], \"n\": 1}",
                "{<#if client == \"x\">\"a\": \"${to}\"<#else>\"b\": \"${code}\"</#if>}",
                "{\"a\": \"<#if client == \"x\">${to}<#elseif code == \"y\">no<#else>yes</#if>\"}",
                "{\"a\": \"<#if to?starts_with(\"+41\") && !(client == 'x (y')>${to}</#if>\"}",
                "[<#list text?split(\"\\n\") as line>\"${line}\"<#sep>, </#list>]",
                "\"${to!}${code!\"none\"}\"",
            })
    void valuesMayBePartsOfJsonStrings(String body) {
        valid(JSON + body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\": ${to}}",
                "{\"to\": \"x\", ${to}: 1}",
                "{\"to\": \"x\\\"\", \"a\": ${to}}",
                "{\"to\": \"\\${to}\"}",
                "[<#list text?split(\"x\") as line>${line}<#sep>, </#list>]",
            })
    void aValueOutsideOfAJsonStringIsRefused(String body) {
        assertFault(4, "must stand between double quotes", JSON + body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"<#if client == \"x\">\"<#else>\"</#if>, \"b\": \"${to}\"}",
                "{<#if client == \"x\">\"</#if>${to}\": 1}",
                "{\"a\": \"<#list text?split(\"x\") as line>${line}\"</#list>}",
            })
    void aBranchThatDividesAStringIsRefused(String body) {
        assertFault(4, "must not divide a string", JSON + body);
    }

    /** The tag ends elsewhere for FreeMarker, so the value would stand where we do not look for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{<#if client == \">\">${to}\": 1</#if>}",
                "{<#if client == '\"'>\"a\": ${to}</#if>}",
                "{<#if (client > '\"')>${to}\": 1</#if>}",
                "{\"a\": 1<#if client == \"x\">, \"b\": 1<#elseif client == \"\\\">\">${to}\": 1</#if>}",
            })
    void aConditionEndsWhereItSeemsToEnd(String body) {
        assertTrue(fault(JSON + body).startsWith("line 4: "), fault(JSON + body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ${to?no_esc}                    ~ ?no_esc is not allowed
            ${to?json_string}               ~ leave out ?json_string
            ${to?url}                       ~ leave out ?url
            ${to?eval}                      ~ ?eval is not allowed
            ${to?interpret}                 ~ ?interpret is not allowed
            ${'x'}                          ~ too complicated
            ${to + code}                    ~ too complicated
            ${"x${to}"}                     ~ only
            ${to?replace("a", "${to}")}     ~ only
            ${.data_model.to}               ~ too complicated
            ${to                            ~ too complicated
            ${phone}                        ~ there is no value phone
            ${address.CONTACT_EMAIL}        ~ there is no value address.CONTACT_EMAIL
            ${address}                      ~ there is no value address
            """)
    void onlySimpleValuesAreAllowed(String value, String reason) {
        assertFault(4, reason.strip(), JSON + "{\"a\": \"" + value.strip() + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#outputformat \"plainText\">${to}</#outputformat>",
                "<#noautoesc>${to}</#noautoesc>",
                "<#assign x=1>",
                "<#include \"/etc/passwd\">",
                "<@x/>",
                "<#ftl output_format=\"XML\">",
                "<#noparse>${to}</#noparse>",
                "<#-- ${to} -->",
            })
    void otherTagsAreRefused(String tag) {
        assertTrue(fault(JSON + "{\"a\": \"" + tag + "\"}").startsWith("line 4: "));
    }

    @Test
    void theBodyMustBeJsonIfItSaysSo() {
        assertTrue(fault(JSON + "{\"a\": \"${to}\",}").contains("the body is not JSON"));
        assertTrue(fault(JSON + "{\"a\": \"${to}\", \"a\": 1}").contains("the body is not JSON"));
        assertFault(4, "does not end", JSON + "{\"a\": \"${to}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST https://${to}/x",
                "POST https://example.com:${to}/x",
                "POST https://example.com${to}/x",
                "POST https://${user}@example.com/x",
                "POST https://me:secret@example.com/x",
                "POST ${to}",
                "POST https://example.com/#${to}",
                "POST ftp://example.com/",
                "POST example.com/",
            })
    void noValueChoosesTheServer(String line) {
        assertFault(1, "must begin with https://", line + "\n");
    }

    /** Such a URL would fail only with the first message, in an exception that quotes it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST https://gateway-/x",
                "POST https://a..example.com/x",
                "POST https://1.2.3/x",
                "POST https://example.com:0/",
                "POST https://example.com:65536/",
            })
    void aServerThatCannotBeIsRefused(String line) {
        assertFault(1, "host or the port", line + "\n");
    }

    @Test
    void clearTextStaysOnThisMachine() {
        assertFault(1, "use https", "POST http://example.com/\n");
        assertFault(1, "use https", "POST http://localhost.example.com/\n");
        assertFault(1, "use https", "POST http://127.example.com/\n");
        valid("POST http://localhost/\n");
        valid("POST http://127.0.0.1:8080/${to}\n");
        valid("GET http://[::1]/?to=${to}\n");
    }

    @Test
    void theHeadIsChecked() {
        assertFault(1, "must be a method and a URL", "");
        assertFault(3, "must be a method and a URL", "# comment\n\nDELETE https://example.com/\n");
        assertFault(2, "must be a header", URL + "no header\n");
        assertFault(2, "must be in ASCII", URL + "X-Name: Grüße\n");
        assertFault(2, "is set by the service", URL + "Host: example.com\n");
        assertFault(3, "is set by the service", URL + "# comment\nWebhook-Signature: v1,x\n");
        assertFault(3, "there is no value", URL + "X-A: b\nX-Name: ${phone}\n");
    }

    @Test
    void aBodyNeedsATypeThatValuesCanBeEncodedFor() {
        assertTrue(fault(URL + "\n${to}").contains("needs the header Content-Type"));
        assertTrue(fault(URL + "Content-Type: application/xml\n\n<a>${to}</a>").contains("needs the header"));
        assertTrue(fault(URL + "Content-Type: application/x-www-form-urlencoded\n\ntext=Your code ${code}")
                .contains("write %20"));
    }

    @Test
    void theFieldsAreThoseOfTheChannel() {
        assertDoesNotThrow(() -> new RequestTemplate(
                JSON + "[\"${address.CONTACT_NAME}\", \"${address.ADDRESS_COUNTRY}\", \"${lines?join(\", \")}\"]",
                Channel.POST));
        assertTrue(fault(JSON + "\"${to}\"", Channel.POST).contains("there is no value to"));
    }

    @Test
    void everyPlaceHasItsEncoding() {
        RequestTemplate template = new RequestTemplate("""
                # A comment.
                PUT https://example.com/a/${client}?b=${client}
                X-Client: ${client}
                Content-Type: application/x-www-form-urlencoded

                client=${client}&
                  more=yes
                """, Channel.PHONE);

        RequestTemplate.Filled filled = template.fill(Map.of("client", "a&b=c/d\r\n?e é\"%"));

        String encoded = "a%26b%3Dc%2Fd%0D%0A%3Fe%20%C3%A9%22%25";
        assertEquals(
                "https://example.com/a/" + encoded + "?b=" + encoded,
                filled.url().toString());
        assertEquals(
                List.of(
                        "X-Client",
                        "a%26b=c/d%0D%0A%3Fe %C3%A9%22%25",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                filled.headers());
        assertEquals("client=" + encoded + "&more=yes", filled.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "%2e", "../x"})
    void aValueThatWouldLeadToAnotherPathIsRefused(String client) {
        RequestTemplate template = new RequestTemplate("GET https://example.com/a/${client}/b\n", Channel.PHONE);

        if (client.contains("/") || client.contains("%")) {
            assertTrue(
                    template.fill(Map.of("client", client)).url().getRawPath().startsWith("/a/"));
        } else {
            assertThrows(TemplateFault.class, () -> template.fill(Map.of("client", client)));
        }
    }
}
