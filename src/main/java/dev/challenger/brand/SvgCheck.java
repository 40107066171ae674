package dev.challenger.brand;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.LocatorImpl;

/**
 * Checks that an SVG picture has nothing but shapes, text and gradients. An element that is not listed is refused, and so is
 * whatever the Content-Security-Policy of the service would ignore, since the picture would look otherwise than its author
 * intended.
 */
final class SvgCheck extends DefaultHandler {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final Set<String> ELEMENTS = Set.of(
            "svg",
            "g",
            "defs",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "tspan",
            "linearGradient",
            "radialGradient",
            "stop",
            "clipPath",
            "mask");

    private static final Pattern OUTSIDE = Pattern.compile("(?i)url\\s*\\((?!\\s*['\"]?#)|@import|\\\\");

    private boolean root = true;
    private Locator locator = new LocatorImpl();

    private SvgCheck() {}

    /** @throws BrandFault with the line of what is refused */
    static void check(byte[] content) {
        SvgCheck check = new SvgCheck();
        try {
            SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
            parsers.setNamespaceAware(true);
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.newSAXParser().parse(new ByteArrayInputStream(content), check);
        } catch (SAXParseException e) {
            throw new BrandFault("is not well-formed (line " + e.getLineNumber() + "): " + e.getMessage());
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new BrandFault("cannot be parsed: " + e.getMessage());
        }
    }

    @Override
    public void setDocumentLocator(Locator where) {
        locator = where;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        demand(uri.equals(SVG) && ELEMENTS.contains(name), "the element " + qualified);
        demand(!root || name.equals("svg"), "the root " + qualified);
        root = false;
        for (int i = 0; i < attributes.getLength(); i++) {
            attribute(attributes.getQName(i), attributes.getLocalName(i), attributes.getValue(i));
        }
    }

    private void attribute(String qualified, String name, String value) {
        demand(!name.regionMatches(true, 0, "on", 0, 2), "the event handler " + qualified);
        demand(!name.equalsIgnoreCase("style"), "the attribute style; use presentation attributes such as fill");
        boolean reference = name.equalsIgnoreCase("href") || name.equalsIgnoreCase("src");
        demand(!reference || value.startsWith("#"), "the reference " + qualified + " to another file");
        demand(!OUTSIDE.matcher(value).find(), "the reference to another file in " + qualified);
    }

    @Override
    public void processingInstruction(String target, String data) {
        demand(false, "the processing instruction " + target);
    }

    private void demand(boolean allowed, String what) {
        if (!allowed) {
            throw new BrandFault("has what logos may not have (line " + locator.getLineNumber() + "): " + what);
        }
    }
}
