package io.bellwire.cef;

import static io.bellwire.schemas.SyslogFormat.RFC5424;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What gives way in the message of an alert: {@code msg}, then optional keys from the end, then the URL, then the name. */
class AlertShorteningTest {
    private static final int LIMIT = 1024;

    @Test
    void messageIsShortenedFirst() {
        EncodedMessage message = encode(SampleAlerts.complete().setMessage("m".repeat(1000)));

        assertThat(message.bytes()).hasSize(LIMIT);
        assertThat(text(message)).contains("cs3=INC-1").endsWith("mmm");
        assertThat(message.shortened()).containsExactly("msg");
    }

    @Test
    void optionalKeysGoFromTheEnd() {
        EncodedMessage message = encode(SampleAlerts.complete()
                .setUrl("https://u/" + "u".repeat(200))
                .setExtension(List.of(
                        new ExtensionField("cat", "c".repeat(100)),
                        new ExtensionField("cs3Label", "ticket"),
                        new ExtensionField("cs3", "t".repeat(400)))));

        assertThat(message.shortened()).containsExactly("msg", "cs3", "cs3Label");
        assertThat(text(message)).contains(" cs1=https://u/").endsWith(" cat=" + "c".repeat(100));
    }

    @Test
    void urlGoesAfterTheOtherOptionalKeys() {
        EncodedMessage message =
                encode(SampleAlerts.complete().setExtension(List.of()).setUrl("u".repeat(900)));

        assertThat(message.shortened())
                .containsExactly(
                        "msg",
                        "cnt",
                        "outcome",
                        "duser",
                        "dpt",
                        "dst",
                        "dhost",
                        "suser",
                        "spt",
                        "src",
                        "shostfqdn",
                        "shost",
                        "app",
                        "start",
                        "rt",
                        "cs1",
                        "cs1Label");
        assertThat(text(message)).endsWith("|5|externalId=2003 cs2Label=trigger cs2=new cs6Label=alertId cs6=aa1");
    }

    @Test
    void nameIsCutLast() {
        EncodedMessage message = encode(SampleAlerts.complete()
                .setId("i".repeat(128))
                .setType("T".repeat(128))
                .setSensor("s".repeat(128))
                .setName("N".repeat(512)));

        assertThat(message.bytes()).hasSize(LIMIT);
        assertThat(message.shortened()).endsWith("cs1", "cs1Label", "name");
        assertThat(text(message))
                .contains("|" + "T".repeat(128) + "|NNN")
                .endsWith("N|5|externalId=2003 cs2Label=trigger cs2=new cs6Label=alertId cs6=" + "i".repeat(128));
    }

    @Test
    void typeStandsInWhenNoClusterOfTheNameFits() {
        EncodedMessage message = encode(SampleAlerts.complete()
                .setId("i".repeat(128))
                .setType("T".repeat(128))
                .setSensor("s".repeat(128))
                .setName("e" + "\u0301".repeat(255)));

        assertThat(message.bytes()).hasSizeLessThanOrEqualTo(LIMIT);
        assertThat(text(message)).contains("|" + "T".repeat(128) + "|" + "T".repeat(128) + "|5|externalId=2003 ");
    }

    @Test
    void messageThatFitsToTheOctetIsLeftAlone() {
        int without = encode(SampleAlerts.complete().setMessage("")).bytes().length;
        EncodedMessage message = encode(SampleAlerts.complete().setMessage("m".repeat(LIMIT - without - 5)));

        assertThat(message.bytes()).hasSize(LIMIT);
        assertThat(message.isShortened()).isFalse();
    }

    @Test
    void finishedMessageIsShortenedByTheSameRules() {
        assertThat(AlertMapping.event(SampleAlerts.complete().build(), Dialect.STANDARD)
                        .fields())
                .allSatisfy(field -> assertThat(AlertMapping.keep(field.key())).isEqualTo(field.keep()));
    }

    private static EncodedMessage encode(Alert.Builder alert) {
        return SampleAlerts.encoder(RFC5424, LIMIT).encode(alert.build());
    }

    private static String text(EncodedMessage message) {
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }
}
