package dev.challenger.transmission.letter;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfArray;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfNumber;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import dev.challenger.text.Direction;
import dev.challenger.text.Language;
import freemarker.template.utility.StringUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PDF file of one page, in the form for archives: PDF/A-2b (ISO 19005-2). Its colours are defined by themselves, without a
 * profile of a device, and nothing is transparent.
 */
final class Pdf implements AutoCloseable {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    /** D65, the white of sRGB. */
    private static final float[] WHITE = {0.9505f, 1, 1.089f};

    private static final float[] GAMMA = {2.2f, 2.2f, 2.2f};
    private static final float[] PRIMARIES = {
        0.4124f, 0.2126f, 0.0193f, 0.3576f, 0.7152f, 0.1192f, 0.1805f, 0.0722f, 0.9505f
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Document document;
    private final PdfWriter writer;
    private final Paper paper;

    Pdf(Paper paper, Language language, String title, Instant now) throws DocumentException {
        this.paper = paper;
        this.document =
                new Document(new Rectangle(Page.points(paper.width()), Page.points(paper.height())), 0, 0, 0, 0);
        this.writer = PdfWriter.getInstance(document, out);
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        document.open();
        document.setDocumentLanguage(language.tag());
        describe(title, now.truncatedTo(ChronoUnit.SECONDS));
        PdfContentByte canvas = writer.getDirectContent();
        canvas.setDefaultColorspace(new PdfName("DefaultGray"), colours("CalGray", new PdfNumber(GAMMA[0]), null));
        canvas.setDefaultColorspace(
                new PdfName("DefaultRGB"), colours("CalRGB", new PdfArray(GAMMA), new PdfArray(PRIMARIES)));
    }

    private static PdfArray colours(String name, PdfObject gamma, @Nullable PdfArray matrix) {
        PdfDictionary parameters = new PdfDictionary();
        parameters.put(new PdfName("WhitePoint"), new PdfArray(WHITE));
        parameters.put(new PdfName("Gamma"), gamma);
        if (matrix != null) {
            parameters.put(new PdfName("Matrix"), matrix);
        }
        PdfArray space = new PdfArray(new PdfName(name));
        space.add(parameters);
        return space;
    }

    /** Says the same in the old form and in XMP. */
    private void describe(String title, Instant now) {
        PdfDictionary info = writer.getInfo();
        info.put(PdfName.TITLE, new PdfString(title, PdfObject.TEXT_UNICODE));
        info.put(PdfName.PRODUCER, new PdfString("Challenger"));
        info.put(PdfName.CREATIONDATE, new PdfString(DATE.format(now)));
        info.remove(PdfName.MODDATE);
        String xmp = """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
                 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">TITLE</rdf:li></rdf:Alt></dc:title>
                <pdf:Producer>Challenger</pdf:Producer><xmp:CreateDate>DATE</xmp:CreateDate>
                </rdf:Description></rdf:RDF></x:xmpmeta>
                <?xpacket end="r"?>
                """;
        writer.setXmpMetadata(xmp.replace("DATE", now.toString())
                .replace("TITLE", StringUtil.XMLEnc(title))
                .getBytes(StandardCharsets.UTF_8));
    }

    Page page(Fonts fonts, Direction direction) {
        return new Page(writer.getDirectContent(), fonts, paper, direction == Direction.RTL);
    }

    /** Ends the page, and returns the file. */
    byte[] bytes() {
        document.close();
        return out.toByteArray();
    }

    @Override
    public void close() {
        if (document.isOpen() && writer.getPageNumber() > 0) {
            writer.setPageEmpty(false);
        }
        document.close();
    }
}
