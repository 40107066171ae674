package dev.challenger.transmission.letter;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads a printed letter back, with another library than the one that has written it. */
public final class PrintedLetter implements AutoCloseable {
    private static final double MM = 25.4 / 72;
    private static final int DPI = 200;

    private final PDDocument document;

    /** A line of text, and the rectangle around it. */
    record Line(String text, Box box) {}

    public PrintedLetter(byte[] pdf) throws IOException {
        this.document = Loader.loadPDF(pdf);
    }

    PDDocument document() {
        return document;
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    /** Returns the text, with blanks in place of line ends. */
    public String text() throws IOException {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ").strip();
    }

    List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> positions) {
                TextPosition first = positions.get(0);
                TextPosition last = positions.get(positions.size() - 1);
                double left = first.getXDirAdj() * MM;
                double height = first.getHeightDir() * MM;
                double right = (last.getXDirAdj() + last.getWidthDirAdj()) * MM;
                lines.add(new Line(text, new Box(left, first.getYDirAdj() * MM - height, right - left, height)));
            }
        };
        stripper.setSortByPosition(true);
        stripper.getText(document);
        return lines;
    }

    Line line(String text) throws IOException {
        return lines().stream()
                .filter(line -> line.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + text));
    }

    String xmp() throws IOException {
        return new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
    }

    boolean allFontsAreEmbedded() throws IOException {
        boolean embedded = true;
        for (PDPage page : document.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                embedded &= page.getResources().getFont(name).isEmbedded();
            }
        }
        return embedded;
    }

    String fontDescriptors() throws IOException {
        StringBuilder keys = new StringBuilder();
        for (COSName name : document.getPage(0).getResources().getFontNames()) {
            keys.append(document.getPage(0)
                    .getResources()
                    .getFont(name)
                    .getFontDescriptor()
                    .getCOSObject()
                    .keySet());
        }
        return keys.toString();
    }

    BufferedImage image() throws IOException {
        return new PDFRenderer(document).renderImageWithDPI(0, DPI);
    }

    /** Returns the contents of the QR code. */
    public String code() throws Exception {
        BufferedImage image = image();
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no QR code", e);
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
