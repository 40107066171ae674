package dev.challenger.transmission.letter;

import com.lowagie.text.Chunk;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.Image;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfWriter;
import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.Optional;

/** Draws on the page of a letter. Lengths in mm from the upper left corner become points from the lower left one. */
final class Page {
    private static final double POINTS = 72 / 25.4;
    /** From one line to the next, as a multiple of the size. */
    private static final double LEADING = 1.28;
    /** The part of a line that may be below the letters' foot. */
    private static final double DESCENT = 0.25;

    private static final double SMALLEST = 7;
    private static final double STEP = 0.95;

    private final PdfContentByte canvas;
    private final Fonts fonts;
    private final Paper paper;
    private final boolean rightToLeft;

    Page(PdfContentByte canvas, Fonts fonts, Paper paper, boolean rightToLeft) {
        this.canvas = canvas;
        this.fonts = fonts;
        this.paper = paper;
        this.rightToLeft = rightToLeft;
    }

    static float points(double millimetres) {
        return (float) (millimetres * POINTS);
    }

    private float y(double top) {
        return points(paper.height() - top);
    }

    /**
     * Draws a column of text.
     *
     * @throws Unprintable if a character has no font, or the text is too long even in the smallest letters
     */
    void draw(Sheet.Column column) throws Unprintable, DocumentException {
        double smallest = column.paragraphs().stream()
                .mapToDouble(Sheet.Paragraph::size)
                .min()
                .orElse(SMALLEST);
        double scale = 1;
        while (!set(column, scale, true)) {
            scale *= STEP;
            if (smallest * scale < SMALLEST) {
                throw Unprintable.tooLong();
            }
        }
        set(column, scale, false);
    }

    /** Sets the paragraphs, and returns false if they do not fit. */
    private boolean set(Sheet.Column column, double scale, boolean trial) throws Unprintable, DocumentException {
        Box box = column.box();
        float bottom = y(box.top() + box.height());
        float top = y(box.top());
        for (Sheet.Paragraph paragraph : column.paragraphs()) {
            double size = paragraph.size() * scale;
            if (paragraph.text().isEmpty()) {
                continue;
            }
            ColumnText text = new ColumnText(canvas);
            boolean turned = rightToLeft && !paragraph.leftToRight();
            text.setRunDirection(turned ? PdfWriter.RUN_DIRECTION_RTL : PdfWriter.RUN_DIRECTION_LTR);
            text.setSimpleColumn(
                    points(box.left()), bottom + (float) (size * DESCENT), points(box.left() + box.width()), top);
            text.setLeading((float) (size * LEADING));
            // For the library, the left is where lines of the run's direction begin.
            boolean atEnd = column.end() != (rightToLeft && !turned);
            text.setAlignment(atEnd ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            text.addText(phrase(paragraph, size));
            if (ColumnText.hasMoreText(text.go(trial))) {
                return false;
            }
            top = text.getYLine() - points(paragraph.after() * scale) - (float) (size * (LEADING - 1) / 2);
        }
        return true;
    }

    private Phrase phrase(Sheet.Paragraph paragraph, double size) throws Unprintable {
        Phrase phrase = new Phrase((float) (size * LEADING));
        int style = paragraph.bold() ? Font.BOLD : Font.NORMAL;
        for (Fonts.Run run : fonts.runs(Script.prepare(paragraph.text()))) {
            if (!run.text().isEmpty()) {
                phrase.add(new Chunk(run.text(), new Font(run.font(), (float) size, style)));
            }
        }
        return phrase;
    }

    /** Draws a QR code. */
    void draw(Box box, String content) {
        QrCode code = QrCode.encodeText(content, QrCode.Ecc.MEDIUM);
        double module = box.width() / code.size;
        for (int row = 0; row < code.size; row++) {
            int begin = -1;
            for (int column = 0; column <= code.size; column++) {
                boolean dark = column < code.size && code.getModule(column, row);
                if (dark && begin < 0) {
                    begin = column;
                } else if (!dark && begin >= 0) {
                    fill(new Box(
                            box.left() + begin * module, box.top() + row * module, (column - begin) * module, module));
                    begin = -1;
                }
            }
        }
        canvas.fill();
    }

    /** Draws a filled rectangle. */
    void draw(Box box) {
        fill(box);
        canvas.fill();
    }

    private void fill(Box box) {
        canvas.rectangle(points(box.left()), y(box.top() + box.height()), points(box.width()), points(box.height()));
    }

    /** Draws a picture as large as it fits, at the upper side and at the side where lines begin. */
    void draw(Box box, Picture picture) throws DocumentException {
        Image image = Image.getInstance(picture.width(), picture.height(), 3, 8, picture.rgb());
        double scale = Math.min(box.width() / picture.width(), box.height() / picture.height());
        double width = picture.width() * scale;
        double left = rightToLeft ? box.left() + box.width() - width : box.left();
        image.scaleAbsolute(points(width), points(picture.height() * scale));
        image.setAbsolutePosition(points(left), y(box.top() + picture.height() * scale));
        canvas.addImage(image);
    }

    /** Draws the address of the recipient in the window. */
    void address(Window window, List<String> lines) throws Unprintable, DocumentException {
        draw(column(window.recipient(), lines, 11));
    }

    /** Draws the address of the sender in the window. */
    void sender(Window window, Optional<String> line) throws Unprintable, DocumentException {
        draw(column(window.sender(), line.stream().toList(), 8));
    }

    private static Sheet.Column column(Box box, List<String> lines, double size) {
        return new Sheet.Column(
                box,
                false,
                lines.stream()
                        .map(line -> new Sheet.Paragraph(line, size, false, 0, false))
                        .toList());
    }
}
