package dev.challenger.transmission.http;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;

/** The output format of a place: FreeMarker encodes every value that a template puts out in it, and no template can switch it off. */
final class Encoding extends CommonMarkupOutputFormat<Encoding.Encoded> {
    private final String name;
    private final UnaryOperator<String> encode;

    Encoding(String name, UnaryOperator<String> encode) {
        this.name = name;
        this.encode = encode;
    }

    /** A text that is encoded. */
    static final class Encoded extends CommonTemplateMarkupOutputModel<Encoded> {
        private final Encoding encoding;

        private Encoded(Encoding encoding, String plain, String encoded) {
            super(plain, encoded);
            this.encoding = encoding;
        }

        @Override
        public Encoding getOutputFormat() {
            return encoding;
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMimeType() {
        return "text/plain";
    }

    @Override
    public String escapePlainText(String text) {
        return encode.apply(text);
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(encode.apply(text));
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Encoded newTemplateMarkupOutputModel(String plain, String encoded) {
        return new Encoded(this, plain, encoded);
    }
}
