package io.bellwire.cef;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.ByteOrderMark;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Trigger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MessageShortenerTest {
    private static final int LONG = 65_507;

    private final MessageShortener shortener = new MessageShortener();

    @Property(tries = 1000)
    void shortenedMessageIsTheOneThatTheEncoderWouldHaveMade(
            @ForAll("wordyAlerts") Alert alert,
            @ForAll SyslogFormat format,
            @ForAll Dialect dialect,
            @ForAll ByteOrderMark mark,
            @ForAll @IntRange(min = 1024, max = 3000) int octetsMax) {
        byte[] message = encode(alert, format, dialect, mark, LONG);

        assertThat(text(shortener.shorten(message, octetsMax)))
                .isEqualTo(text(encode(alert, format, dialect, mark, octetsMax)));
    }

    @Property(tries = 1000)
    void whateverTheTextTheMessageStaysOneEventWithItsIdentity(
            @ForAll("nastyAlerts") Alert alert,
            @ForAll SyslogFormat format,
            @ForAll @IntRange(min = 1024, max = 3000) int octetsMax) {
        byte[] message = encode(alert, format, Dialect.STANDARD, ByteOrderMark.NEVER, LONG);

        String text = WireRules.check(shortener.shorten(message, octetsMax), octetsMax);

        CefReader read = CefReader.read(text.substring(text.indexOf("CEF:")));
        assertThat(read.header().get(4)).isEqualTo(NastyText.asHeader(alert.getType()));
        assertThat(read.extension())
                .containsEntry("cs2", alert.getTrigger() == Trigger.NEW ? "new" : "update")
                .containsEntry("cs6", NastyText.asValue(alert.getId()))
                .containsEntry("externalId", alert.getExternalId().toString());
    }

    @Property(tries = 500)
    void likewiseInDialectMdi(
            @ForAll("nastyAlerts") Alert alert, @ForAll @IntRange(min = 1024, max = 3000) int octetsMax) {
        byte[] message = encode(alert, SyslogFormat.RFC5424, Dialect.MDI, ByteOrderMark.NEVER, LONG);

        String text = WireRules.text(shortener.shorten(message, octetsMax), octetsMax);

        MdiReader before = MdiReader.read(text(message));
        MdiReader after = MdiReader.read(text);
        assertThat(after.header().get(3)).isEqualTo(before.header().get(3));
        assertThat(before.extension().keySet()).containsAll(after.extension().keySet());
        assertThat(after.extension())
                .containsEntry("cs2", before.extension().get("cs2"))
                .containsEntry("externalId", before.extension().get("externalId"));
    }

    @Example
    void messageThatFitsIsTheSame() {
        byte[] message = "<36>1 whatever".getBytes(UTF_8);

        assertThat(shortener.shorten(message, message.length)).isSameAs(message);
    }

    @Example
    void cutNeverGoesThroughWhatStandsForOneCharacter() {
        String start = "<36>1 2026-11-24T08:00:01.042Z h bellwire - T - CEF:0|A|B|1|T|N|5|externalId=1 msg=";
        for (String unit :
                List.of("\\=", "\\\\", "\\n", "\\r\\n", "#033", "#177", "\\#033", "é", "e\u0301", "\uD83D\uDE00")) {
            byte[] message = (start + "xx" + unit + "yy").getBytes(UTF_8);
            int room = start.length() + 2;
            for (int octets = room; octets < room + unit.getBytes(UTF_8).length; octets++) {
                assertThat(text(shortener.shorten(message, octets))).isEqualTo(start + "xx");
            }
        }
    }

    @Example
    void singleBackslashesBeforeEscapesAreCountedWhole() {
        String start = "<36>1 2026-11-24T08:00:01.042000+00:00 h CEF 1 T 0|A|B|1|T|N|5|msg=";
        byte[] message = (start + "\\#001".repeat(200) + " cnt=7 externalId=1").getBytes(UTF_8);

        String shortened = text(shortener.shorten(message, 600));

        assertThat(shortened).startsWith(start + "\\#001").endsWith("\\#001 cnt=7 externalId=1");
        assertThat(shortened.length()).isBetween(596, 600);
    }

    @Example
    void whatIsNoneOfOursIsLeftToOthers() {
        for (String other : List.of(
                "x".repeat(2000),
                "<36>1 " + "x".repeat(2000),
                "<36>1 2026-11-24T08:00:01.042Z h a - - - hello " + "x".repeat(2000),
                "<36>1 2026-11-24T08:00:01.042Z h a - - - CEF:0|A|B " + "x".repeat(2000),
                "<36>1 2026-11-24T08:00:01.042Z h a - - - CEF:0|A|B|1|T|N|99|msg=" + "x".repeat(2000),
                "<36>1 2026-11-24T08:00:01.042Z h a - - - CEF:0|A|B|1|T|N|5|cat=1 cat=" + "x".repeat(2000))) {
            assertThat(shortener.shorten(other.getBytes(UTF_8), 1024)).isNull();
        }
        assertThat(shortener.shorten(new byte[2000], 1024)).isNull();
    }

    @Example
    void whatHasToStayIsNotCut() {
        byte[] message = encode(
                SampleAlerts.complete().setId("i".repeat(128)).build(),
                SyslogFormat.RFC5424,
                Dialect.STANDARD,
                ByteOrderMark.NEVER,
                LONG);

        assertThat(shortener.shorten(message, 300)).isNull();
    }

    /**
     * No backslashes, which dialect mdi leaves single, and no marks that join what stands before them: a finished message
     * does not tell all that the encoder knew of these.
     */
    @Provide
    Arbitrary<Alert> wordyAlerts() {
        return alerts(Arbitraries.of(
                        "word ",
                        "  ",
                        "=",
                        "|",
                        "/",
                        "\r\n",
                        "\n",
                        "\t",
                        "\u001b",
                        "é",
                        "日本",
                        "e\u0301",
                        "\uD83D\uDE00",
                        "0|")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces)));
    }

    @Provide
    Arbitrary<Alert> nastyAlerts() {
        return alerts(NastyText.upTo(8).map(text -> text + "x"));
    }

    private static Arbitrary<Alert> alerts(Arbitrary<String> texts) {
        return Combinators.combine(
                        texts,
                        texts,
                        texts,
                        texts,
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 30))
                .as((name, message, url, other, many, more, some) -> SampleAlerts.complete()
                        .setId("i".repeat(many * 2))
                        .setType("T" + "t".repeat(more))
                        .setName("N" + name.repeat(some))
                        .setMessage("m" + message.repeat(many))
                        .setUrl("https://" + url.repeat(more))
                        .setTrigger(many % 2 == 0 ? Trigger.NEW : Trigger.UPDATE)
                        .setExtension(List.of(
                                new ExtensionField("cat", "c" + other.repeat(some)),
                                new ExtensionField("cs3Label", "ticket"),
                                new ExtensionField("cs3", "t" + other.repeat(many)),
                                new ExtensionField("AcmeOwn", "o" + other.repeat(more))))
                        .build());
    }

    private static byte[] encode(Alert alert, SyslogFormat format, Dialect dialect, ByteOrderMark mark, int octetsMax) {
        return new SyslogMessageEncoder(SampleAlerts.profile(format, dialect, octetsMax, mark, "dc1.contoso.com"))
                .encode(alert)
                .bytes();
    }

    private static String text(byte[] message) {
        return new String(message, UTF_8);
    }
}
