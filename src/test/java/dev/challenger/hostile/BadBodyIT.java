package dev.challenger.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.challenger.testing.CapturedLog;
import dev.challenger.testing.Http;
import dev.challenger.testing.RawHttp;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that each hostile body is refused clearly, with one line in the log. */
@TestInstance(Lifecycle.PER_CLASS)
class BadBodyIT {
    private static final byte[] ORDER = utf8("{\"CONTACT_EMAIL\":\"person@example.com\"}");
    private static final int MEGABYTE = 1024 * 1024;

    @AutoClose
    private final World world = World.with();

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    private final TestClient client = world.node().client();
    private final RawHttp raw = new RawHttp(world.node().url());

    @BeforeEach
    void forget() {
        log.clear();
    }

    /** Checks that the service still works, whatever a test has sent. */
    @AfterEach
    void theServiceStillWorks() {
        assertEquals(52, client.setup().length());
    }

    private void assertRefused(int status, int code, RawHttp.Answer answer) {
        assertEquals(status, answer.status(), answer.head() + answer.body());
        assertEquals(code, answer.code(), answer.body());
        List<String> lines = log.ofRequests();
        assertEquals(1, lines.size(), lines.toString());
        assertFalse(lines.get(0).contains("\n"), lines.get(0));
    }

    private RawHttp.Answer order(byte[] body, String... headers) {
        return post("/setup/" + client.id(), body, headers);
    }

    private RawHttp.Answer post(String path, byte[] body, String... headers) {
        return raw.send(RawHttp.request(body, head(path, "Content-Length: " + body.length, headers)));
    }

    private String[] head(String path, String framing, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                "POST " + path + " HTTP/1.1", "Host: localhost", "Authorization: Bearer " + client.secret(), framing));
        lines.addAll(List.of(headers));
        return lines.toArray(String[]::new);
    }

    static Stream<Arguments> brokenCompressionIsRefused() {
        return Stream.of(
                arguments("truncated deflate", "deflate", truncated(deflate(ORDER))),
                arguments("deflate without its header", "deflate", rawDeflate(ORDER)),
                arguments("deflate that wants a dictionary", "deflate", deflateWithDictionary(ORDER)),
                arguments("deflate with a wrong checksum", "deflate", flipped(deflate(ORDER))),
                arguments("plain text as deflate", "deflate", ORDER),
                arguments("garbage as deflate", "deflate", garbage(2000)),
                arguments("nothing as deflate", "deflate", new byte[0]),
                arguments("truncated gzip", "gzip", truncated(gzip(ORDER))),
                arguments("gzip with a wrong checksum", "gzip", flipped(gzip(ORDER))),
                arguments("garbage as gzip", "gzip", garbage(2000)),
                arguments("an encoding nobody knows", "br", ORDER),
                arguments("two encodings in one", "deflate, gzip", gzip(deflate(ORDER))),
                arguments("an encoding of nonsense", "\u00e4;=,", ORDER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void brokenCompressionIsRefused(String name, String encoding, byte[] body) {
        assertRefused(400, 28, order(body, "Content-Encoding: " + encoding));
    }

    @Test
    void twoContentEncodingsAreRefused() {
        assertRefused(400, 23, order(deflate(ORDER), "Content-Encoding: deflate", "Content-Encoding: deflate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "gzip"})
    void aDecompressionBombIsRefused(String encoding) {
        byte[] zeros = new byte[16 * MEGABYTE];
        byte[] bomb = encoding.equals("gzip") ? gzip(zeros) : deflate(zeros);

        assertRefused(413, 32, order(bomb, "Content-Encoding: " + encoding));
    }

    @Test
    void oneByteMoreThanTheLimitIsRefusedHoweverItComes() {
        byte[] tooLong = utf8(" ".repeat(16 * 1024 + 1 - ORDER.length) + new String(ORDER, StandardCharsets.UTF_8));

        assertEquals(200, order(Arrays.copyOfRange(tooLong, 1, tooLong.length)).status());
        assertRefused(413, 32, order(tooLong));
        log.clear();
        assertRefused(413, 32, order(deflate(tooLong), "Content-Encoding: deflate"));
    }

    @Test
    void aLongBodyIsRefusedByItsLengthAlone() {
        assertRefused(
                413,
                32,
                raw.send(RawHttp.request(new byte[0], head("/setup/" + client.id(), "Content-Length: 200000000"))));
    }

    @Test
    void aMegabyteIsRefused() {
        assertRefused(413, 32, order(new byte[MEGABYTE]));
    }

    @Test
    void aClientThatStillSendsGetsTheAnswer() {
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    413,
                    client.http()
                            .post(
                                    "/setup/" + client.id(),
                                    "x".repeat(MEGABYTE),
                                    "Authorization",
                                    "Bearer " + client.secret())
                            .status());
        }
    }

    @Test
    void aMegabyteInChunksIsRefused() {
        assertRefused(413, 32, chunked(chunks(garbage(MEGABYTE), 8000), "0\r\n\r\n"));
    }

    @Test
    void truncatedBodiesAreRefused() {
        assertRefused(
                400,
                23,
                raw.send(RawHttp.request(
                        ORDER, head("/setup/" + client.id(), "Content-Length: " + (ORDER.length + 1)))));
        log.clear();
        assertRefused(400, 23, chunked(chunks(ORDER, 10), ""));
        log.clear();
        assertRefused(400, 23, chunked(chunks(ORDER, 10), "ffff\r\nand then"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "-1\r\n", "fffffffffffffffff\r\n", "1"})
    void malformedChunksAreRefused(String chunk) {
        assertRefused(400, 23, chunked(new byte[0], chunk));
    }

    private RawHttp.Answer chunked(byte[] chunks, String end) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(chunks);
        body.writeBytes(utf8(end));
        return raw.send(
                RawHttp.request(body.toByteArray(), head("/setup/" + client.id(), "Transfer-Encoding: chunked")));
    }

    private static byte[] chunks(byte[] body, int size) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int i = 0; i < body.length; i += size) {
            int length = Math.min(size, body.length - i);
            chunks.writeBytes(utf8(Integer.toHexString(length) + "\r\n"));
            chunks.write(body, i, length);
            chunks.writeBytes(utf8("\r\n"));
        }
        return chunks.toByteArray();
    }

    static Stream<Arguments> bodiesThatAreNotJsonAreRefused() {
        return Stream.of(
                arguments("binary garbage", garbage(4000)),
                arguments(
                        "invalid UTF-8",
                        bytes("{\"CONTACT_EMAIL\":\"p\u00e9rson@example.com\"}", StandardCharsets.ISO_8859_1)),
                arguments(
                        "overlong UTF-8",
                        bytes("{\"CONTACT_EMAIL\":\"\u00c0\u00af@example.com\"}", StandardCharsets.ISO_8859_1)),
                arguments(
                        "a surrogate in UTF-8",
                        bytes("{\"CONTACT_EMAIL\":\"\u00ed\u00a0\u0080\"}", StandardCharsets.ISO_8859_1)),
                arguments("UTF-16", bytes(new String(ORDER, StandardCharsets.UTF_8), StandardCharsets.UTF_16)),
                arguments(
                        "UTF-16 without a mark",
                        bytes(new String(ORDER, StandardCharsets.UTF_8), StandardCharsets.UTF_16LE)),
                arguments("UTF-32", bytes(new String(ORDER, StandardCharsets.UTF_8), Charset.forName("UTF-32BE"))),
                arguments("a key twice", utf8("{\"read_only\":true,\"read_only\":false}")),
                arguments("a key twice further in", utf8("{\"x\":{\"a\":1,\"a\":2}}")),
                arguments("trailing text", utf8("{} and so on")),
                arguments("a second object", utf8("{}{}")),
                arguments("a trailing bracket", utf8("{}]")),
                arguments("no end", utf8("{\"CONTACT_EMAIL\":\"person@exa")),
                arguments("deep nesting", utf8("[".repeat(16_000))),
                arguments("deep nesting that is complete", utf8("{\"x\":".repeat(2_500) + "1" + "}".repeat(2_500))),
                arguments("a NUL", utf8("{\"CONTACT_EMAIL\":\"a\0b\"}")),
                arguments("a NUL behind", utf8("{}\0")),
                arguments("a line break in a string", utf8("{\"CONTACT_EMAIL\":\"a\r\nb\"}")),
                arguments("a lone surrogate", utf8("{\"CONTACT_EMAIL\":\"\\ud800\"}")),
                arguments("a lone surrogate in a name", utf8("{\"\\udc00\":1}")),
                arguments("an array", utf8("[]")),
                arguments("a string", utf8("\"x\"")),
                arguments("a number", utf8("1")),
                arguments("null", utf8("null")),
                arguments("blanks alone", utf8(" \r\n")),
                arguments("a number of 5000 digits", utf8("{\"x\":" + "1".repeat(5_000) + "}")),
                arguments("JavaScript", utf8("{read_only: true /* really */, 'x': NaN,}")),
                arguments("a form", utf8("CONTACT_EMAIL=person%40example.com")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bodiesThatAreNotJsonAreRefused(String name, byte[] body) {
        assertRefused(400, 22, order(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"CONTACT_EMAIL\":1}",
                "{\"CONTACT_EMAIL\":[\"a\"]}",
                "{\"CONTACT_EMAIL\":{}}",
                "{\"CONTACT_EMAIL\":false}",
                "{\"read_only\":\"true\"}",
                "{\"read_only\":1e999999999}",
                "{\"read_only\":true}",
                "{\"read_only\":true,\"CONTACT_EMAIL\":\"a@example.com\\r\\nBcc: b@example.com\"}",
            })
    void fieldsOfTheWrongKindAreRefused(String body) {
        assertRefused(400, 26, order(utf8(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-8",
                "multipart/form-data; charset=utf-8",
                "text/plain",
                ";;;",
                "\u00e4",
                "application/x-www-form-urlencoded\r\nContent-Type: application/x-www-form-urlencoded",
            })
    void aFormOfAnotherTypeIsRefused(String type) {
        String nonce = client.setup();

        assertRefused(
                400,
                23,
                post("/challenge/" + nonce, utf8("CONTACT_EMAIL=person%40example.com"), "Content-Type: " + type));
        log.clear();
        assertRefused(400, 23, post("/solve/" + nonce, utf8("pin=12345678"), "Content-Type: " + type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25|",
                "25|&&&&=&=x&",
                "25|contact_email=a%40example.com",
                "25|CONTACT_EMAIL",
                "25|CONTACT_EMAIL=++",
                "26|CONTACT_EMAIL=a%4",
                "26|CONTACT_EMAIL=a%zz",
                "26|CONTACT_EMAIL=a%-1example.com",
                "26|CONTACT_EMAIL=a%40example.com&CONTACT_EMAIL=a%40example.com",
                "26|CONTACT_EMAIL=a%40example.com&CONTACT_EMAIL=b%40example.com",
                "26|CONTACT_EMAIL=%c3%28%40example.com",
                "26|CONTACT_EMAIL=%ed%a0%80%40example.com",
                "26|CONTACT_EMAIL=a%00%40example.com",
            })
    void malformedFormsAreRefused(int code, String form) {
        assertRefused(400, code, post("/challenge/" + client.setup(), utf8(form == null ? "" : form)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CONTACT_EMAIL=%zz",
                "CONTACT_EMAIL=a&CONTACT_EMAIL=b",
                "CONTACT_EMAIL=%c3%28%40example.com",
                "CONTACT_EMAIL=a%0d%0ab%00%40example.com&pin=%ff",
                "pin=12345678&pin=12345678",
                "pin=%f0%9d%9f%8f",
            })
    void browsersGetAnErrorPageForAMalformedForm(String form) {
        String nonce = client.challenged();

        for (String path : List.of("/challenge/", "/solve/")) {
            log.clear();
            RawHttp.Answer page = post(path + nonce, utf8(form), "Accept: " + Http.BROWSER);
            assertEquals(400, page.status(), page.body());
            assertTrue(page.body().contains("<html"), page.body());
            assertTrue(log.ofRequests().size() <= 1, log.ofRequests().toString());
        }
    }

    @Test
    void formsOfGarbageAreRefused() {
        String nonce = client.setup();

        assertRefused(400, 25, post("/solve/" + nonce, utf8("a&".repeat(8000))));
        log.clear();
        assertRefused(413, 32, post("/solve/" + nonce, utf8("pin=" + "1".repeat(MEGABYTE))));
        log.clear();
        assertRefused(400, 26, post("/solve/" + nonce, utf8("pin=" + "1".repeat(10_000))));
        log.clear();
        for (String path : List.of("/token", "/par", "/introspect", "/revoke")) {
            log.clear();
            RawHttp.Answer answer = post(path, garbage(10_000));
            assertRefused(400, answer.code(), answer);
        }
    }

    @Test
    void anUnexpectedBodyIsIgnored() {
        String nonce = client.setup();
        String path = client.authorizePath(nonce, Map.of());

        assertEquals(200, post(path, garbage(10_000), "Content-Encoding: br").status());
        assertEquals(200, post(path, utf8("response_type=x&client_id=0")).status());
    }

    private static byte[] utf8(String text) {
        return bytes(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private static byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static byte[] truncated(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 6);
    }

    /** Returns a copy with one wrong bit in its checksum. */
    private static byte[] flipped(byte[] good) {
        byte[] bad = good.clone();
        int checksum = bad[0] == 0x1f ? bad.length - 8 : bad.length - 1;
        bad[checksum] ^= 1;
        return bad;
    }

    private static byte[] deflate(byte[] body) {
        return deflate(body, new Deflater());
    }

    private static byte[] rawDeflate(byte[] body) {
        return deflate(body, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }

    private static byte[] deflateWithDictionary(byte[] body) {
        Deflater deflater = new Deflater();
        deflater.setDictionary(utf8("CONTACT_EMAIL"));
        return deflate(body, deflater);
    }

    private static byte[] deflate(byte[] body, Deflater deflater) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        deflater.end();
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
