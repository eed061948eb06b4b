package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.Dialect;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The only place that says which field of an alert becomes which key of CEF, in the order of the dialect standard. */
final class AlertMapping {
    private static final CefDictionary DICTIONARY = CefDictionary.standard();
    private static final CefKey RT = DICTIONARY.key("rt");
    private static final CefKey START = DICTIONARY.key("start");
    private static final CefKey APP = DICTIONARY.key("app");
    private static final CefKey SHOST = DICTIONARY.key("shost");
    private static final CefKey SHOSTFQDN = DICTIONARY.key("shostfqdn");
    private static final CefKey SRC = DICTIONARY.key("src");
    private static final CefKey SPT = DICTIONARY.key("spt");
    private static final CefKey SUSER = DICTIONARY.key("suser");
    private static final CefKey DHOST = DICTIONARY.key("dhost");
    private static final CefKey DST = DICTIONARY.key("dst");
    private static final CefKey DPT = DICTIONARY.key("dpt");
    private static final CefKey DUSER = DICTIONARY.key("duser");
    private static final CefKey OUTCOME = DICTIONARY.key("outcome");
    private static final CefKey CNT = DICTIONARY.key("cnt");
    private static final CefKey EXTERNAL_ID = DICTIONARY.key("externalId");
    private static final CefKey URL = DICTIONARY.key("cs1");
    private static final CefKey ALERT_ID = DICTIONARY.key("cs6");
    private static final CefKey MSG = DICTIONARY.key("msg");
    private static final CefField URL_LABEL = CefField.text("cs1Label", "url").keep(Keep.ALMOST_ALWAYS);
    private static final CefField TRIGGER_LABEL =
            CefField.text("cs2Label", "trigger").keep(Keep.AS_IDENTITY);
    private static final CefField TRIGGER_NEW = CefField.text("cs2", "new").keep(Keep.AS_IDENTITY);
    private static final CefField TRIGGER_UPDATE =
            CefField.text("cs2", "update").keep(Keep.AS_IDENTITY);
    private static final CefField ALERT_ID_LABEL =
            CefField.text("cs6Label", "alertId").keep(Keep.AS_IDENTITY);

    /** Enough for every field and a few extension keys. */
    private static final int FIELDS_TYPICAL = 32;

    private AlertMapping() {}

    /** The keys that an alert's own fields may fill; its extension may not hold them. */
    static Set<String> filledKeys() {
        Set<String> names = new TreeSet<>();
        for (CefKey key : List.of(
                RT,
                START,
                APP,
                SHOST,
                SHOSTFQDN,
                SRC,
                SPT,
                SUSER,
                DHOST,
                DST,
                DPT,
                DUSER,
                OUTCOME,
                CNT,
                EXTERNAL_ID,
                URL,
                ALERT_ID,
                MSG)) {
            names.add(key.name());
        }
        names.addAll(List.of("cs1Label", "cs2", "cs2Label", "cs6Label", "c6a2", "c6a2Label", "c6a3", "c6a3Label"));
        return names;
    }

    static CefEvent event(Alert alert, Dialect dialect) {
        CefHeader header = new CefHeader(
                alert.getVendor(),
                alert.getProduct(),
                alert.getProductVersion(),
                alert.getType(),
                alert.getName(),
                CefSeverity.of(cefSeverity(alert.getSeverity())));
        List<CefField> fields = fields(alert);
        return new CefEvent(header, dialect == Dialect.MDI ? MdiFieldOrder.of(alert, fields) : fields, true);
    }

    /** How long a key of an alert's message stays when that has to be made shorter. */
    static Keep keep(CefKey key) {
        return switch (key.name()) {
            case "externalId", "cs2Label", "cs2", "cs6Label", "cs6" -> Keep.AS_IDENTITY;
            case "cs1Label", "cs1" -> Keep.ALMOST_ALWAYS;
            default -> Keep.WHILE_IT_FITS;
        };
    }

    /** The syslog severity of RFC 5424 §6.2.1. */
    static int syslogSeverity(AlertSeverity severity) {
        return switch (severity) {
            case INFORMATIONAL -> 6;
            case LOW -> 5;
            case MEDIUM -> 4;
            case HIGH -> 3;
        };
    }

    private static int cefSeverity(AlertSeverity severity) {
        return switch (severity) {
            case INFORMATIONAL -> 1;
            case LOW -> 3;
            case MEDIUM -> 5;
            case HIGH -> 10;
        };
    }

    private static List<CefField> fields(Alert alert) {
        List<CefField> fields = new ArrayList<>(FIELDS_TYPICAL);
        fields.add(new CefField.Whole(RT, alert.getAcceptedAt().toEpochMilli(), Keep.WHILE_IT_FITS));
        if (alert.getStartTime() != null) {
            fields.add(new CefField.Time(START, alert.getStartTime(), Keep.WHILE_IT_FITS));
        }
        text(fields, APP, alert.getProtocol());
        source(fields, alert.getSource());
        destination(fields, alert.getDestination());
        text(fields, OUTCOME, alert.getOutcome());
        number(fields, CNT, alert.getCount());
        if (alert.getExternalId() != null) {
            fields.add(new CefField.Whole(EXTERNAL_ID, alert.getExternalId(), Keep.AS_IDENTITY));
        }
        if (alert.getUrl() != null) {
            fields.add(URL_LABEL);
            fields.add(new CefField.Text(URL, alert.getUrl(), Keep.ALMOST_ALWAYS));
        }
        fields.add(TRIGGER_LABEL);
        fields.add(alert.getTrigger() == Trigger.NEW ? TRIGGER_NEW : TRIGGER_UPDATE);
        fields.add(ALERT_ID_LABEL);
        fields.add(new CefField.Text(ALERT_ID, alert.getId(), Keep.AS_IDENTITY));
        for (ExtensionField field : alert.getExtension()) {
            text(fields, DICTIONARY.key(field.getKey()), field.getValue());
        }
        text(fields, MSG, alert.getMessage());
        return fields;
    }

    private static void source(List<CefField> fields, @Nullable AlertSource source) {
        if (source != null) {
            text(fields, SHOST, source.getHost());
            text(fields, SHOSTFQDN, source.getFqdn());
            text(fields, SRC, source.getIp());
            number(fields, SPT, source.getPort());
            text(fields, SUSER, source.getUser());
        }
    }

    private static void destination(List<CefField> fields, @Nullable AlertDestination destination) {
        if (destination != null) {
            text(fields, DHOST, destination.getHost());
            text(fields, DST, destination.getIp());
            number(fields, DPT, destination.getPort());
            text(fields, DUSER, destination.getUser());
        }
    }

    private static void text(List<CefField> fields, CefKey key, @Nullable String text) {
        if (text != null) {
            fields.add(new CefField.Text(key, text, Keep.WHILE_IT_FITS));
        }
    }

    private static void number(List<CefField> fields, CefKey key, @Nullable Number number) {
        if (number != null) {
            fields.add(new CefField.Whole(key, number.longValue(), Keep.WHILE_IT_FITS));
        }
    }
}
