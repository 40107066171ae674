package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Compares web.xml with a golden table of URLs and their classes, so that no change goes unnoticed. */
class RoutingTest {
    private static final List<String> ROUTES = List.of(
            "/config dev.challenger.site.ConfigServlet",
            "/.well-known/oauth-authorization-server dev.challenger.site.MetadataServlet",
            "/.well-known/openid-configuration dev.challenger.site.OpenidServlet",
            "/jwks dev.challenger.site.JwksServlet",
            "/health/* dev.challenger.site.HealthServlet",
            "/metrics dev.challenger.metrics.MetricsServlet",
            "/setup/* dev.challenger.validation.SetupServlet",
            "/par dev.challenger.grant.ParServlet",
            "/authorize/* dev.challenger.validation.AuthorizeServlet",
            "/challenge/* dev.challenger.validation.ChallengeServlet",
            "/solve/* dev.challenger.validation.SolveServlet",
            "/token dev.challenger.grant.TokenServlet",
            "/introspect dev.challenger.grant.IntrospectServlet",
            "/revoke dev.challenger.grant.RevokeServlet",
            "/info dev.challenger.grant.InfoServlet",
            "/userinfo dev.challenger.grant.UserinfoServlet",
            "/instances/* dev.challenger.confirm.InstancesServlet",
            "/robots.txt dev.challenger.site.RobotsServlet",
            "/source dev.challenger.site.SourceServlet",
            "/static/* dev.challenger.site.StaticServlet",
            "/openapi.yaml dev.challenger.site.StaticServlet",
            "/ dev.challenger.site.RootServlet");

    private final Document webXml;

    RoutingTest() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        webXml = factory.newDocumentBuilder()
                .parse(Path.of("webapp/WEB-INF/web.xml").toFile());
    }

    @Test
    void everyUrlLeadsToTheServletNamedAfterIt() {
        Map<String, String> classes = new HashMap<>();
        elements("servlet")
                .forEach(servlet -> classes.put(text(servlet, "servlet-name"), text(servlet, "servlet-class")));

        List<String> routes = elements("servlet-mapping").stream()
                .map(mapping -> text(mapping, "url-pattern") + " " + classes.get(text(mapping, "servlet-name")))
                .toList();

        assertEquals(ROUTES, routes);
        // One servlet has two URLs.
        assertEquals(ROUTES.size() - 1, classes.size());
    }

    @Test
    void oneFilterSeesEveryRequestAndEveryErrorAndOneMeasuresRequests() {
        assertEquals(
                List.of("dev.challenger.metrics.RequestTimer", "dev.challenger.http.Headers"),
                elements("filter").stream()
                        .map(filter -> text(filter, "filter-class"))
                        .toList());
        assertEquals(
                List.of("timer /*", "headers /*"),
                elements("filter-mapping").stream()
                        .map(mapping -> text(mapping, "filter-name") + " "
                                + elements(mapping.getElementsByTagName("url-pattern")).stream()
                                        .map(Element::getTextContent)
                                        .collect(Collectors.joining(" ")))
                        .toList());
        assertEquals(
                List.of("REQUEST", "ERROR"),
                elements("dispatcher").stream().map(Element::getTextContent).toList());
    }

    @Test
    void scanningForAnnotationsIsOff() {
        assertEquals("true", webXml.getDocumentElement().getAttribute("metadata-complete"));
    }

    private List<Element> elements(String name) {
        return elements(webXml.getElementsByTagName(name));
    }

    private static String text(Element parent, String name) {
        return elements(parent.getElementsByTagName(name)).get(0).getTextContent();
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
