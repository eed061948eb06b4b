package io.bellwire.benchmarks.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwire.benchmarks.ReferenceAlerts;
import io.bellwire.benchmarks.ReferenceMessages;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.SyslogFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The same alerts as different readers want them. */
public enum RecordForm {
    /** As alert-ingest writes them to the topic {@code alerts}. */
    ALERT,
    /** As producers post them, and rsyslog reads them. */
    JSON,
    /** Finished, as syslog-formatter writes them. */
    MESSAGE;

    /** Different ones, so many that the window of lz4 (64 KiB) never sees one twice. */
    private static final int DIFFERENT = 1024;

    /** What longer messages would be cut to, and so lose their numbers. */
    public static final int MESSAGE_OCTETS_MAX = 8000;

    private static final int ID_KEPT = 26;
    private static final String FILLER = "More of it, ";
    private static final int FILLER_OCTETS_MAX = 3500;
    private static final List<String> FILLED_KEYS = List.of("cs3", "cs4", "cs5");

    /**
     * One alert.
     *
     * @param key its id
     * @param value the record
     */
    record Template(NumberedOctets key, NumberedOctets value) {}

    /** @param octets how long a message shall be, about; 0 is as long as the usual alert's, about 860 */
    List<Template> templates(int octets) {
        Function<Alert, byte[]> encoding = encoding();
        return Arrays.stream(ReferenceAlerts.usual(DIFFERENT))
                .map(alert -> withPlaces(alert, octets))
                .map(alert -> new Template(
                        new NumberedOctets(alert.getId().getBytes(UTF_8)), new NumberedOctets(encoding.apply(alert))))
                .toList();
    }

    private Function<Alert, byte[]> encoding() {
        return switch (this) {
            case ALERT -> AvroSerde.alerts()::serialize;
            case JSON -> AlertJson::of;
            case MESSAGE -> RecordForm::message;
        };
    }

    private static byte[] message(Alert alert) {
        return ReferenceMessages.encoder(SyslogFormat.RFC5424, MESSAGE_OCTETS_MAX)
                .encode(alert)
                .bytes();
    }

    /** The number makes the id unique; number and time end the text, which ends the message. */
    private static Alert withPlaces(Alert alert, int octets) {
        String id = alert.getId().substring(0, ID_KEPT) + NumberedOctets.NUMBER;
        alert.setUrl(alert.getUrl().replace(alert.getId(), id));
        alert.setId(id);
        int usual = message(alert).length;
        if (octets > 0 && octets < usual) {
            strip(alert);
        }
        alert.setMessage(alert.getMessage() + " " + NumberedOctets.NUMBER + " " + NumberedOctets.MICROS);
        alert.setExtension(filler(octets - message(alert).length));
        return alert;
    }

    /** In keys that hold much: the text holds 1023 octets, and would lose its end. */
    private static List<ExtensionField> filler(int octets) {
        List<ExtensionField> filler = new ArrayList<>();
        int missing = octets;
        for (String key : FILLED_KEYS) {
            missing -= 2 * key.length() + " Label=more =".length();
            if (missing > 0) {
                String text = FILLER.repeat(Math.min(missing, FILLER_OCTETS_MAX) / FILLER.length());
                filler.add(new ExtensionField(key + "Label", "more"));
                filler.add(new ExtensionField(key, text));
                missing -= text.length();
            }
        }
        return filler;
    }

    /** Leaves what an alert must have: about 350 octets. */
    private static void strip(Alert alert) {
        alert.setExternalId(null);
        alert.setProtocol(null);
        alert.setSource(null);
        alert.setDestination(null);
        alert.setUrl(null);
        alert.setMessage("");
    }
}
