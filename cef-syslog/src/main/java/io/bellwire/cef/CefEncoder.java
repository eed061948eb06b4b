package io.bellwire.cef;

import java.util.List;

/** Writes a CEF event at its full length, each field within its own limit (P1 to P14). Not thread-safe. */
final class CefEncoder {
    private static final byte[] PREFIX = {'C', 'E', 'F', ':'};

    private final CefForm form;
    private final Escaping headerEscaping;
    private final Escaping valueEscaping;
    private final MessageBuffer out;
    private final Pairs pairs;
    private final List<Warning> warnings;
    private int nameStart;
    private int nameLength;

    CefEncoder(CefForm form, MessageBuffer out, Pairs pairs, List<Warning> warnings) {
        this.form = form;
        this.headerEscaping = form.header();
        this.valueEscaping = form.value();
        this.out = out;
        this.pairs = pairs;
        this.warnings = warnings;
    }

    /** Where the name of the event that was written last begins. */
    int nameStart() {
        return nameStart;
    }

    /** The octets of the name that was written last. */
    int nameLength() {
        return nameLength;
    }

    /**
     * Writes the event; each pair has a space behind it, the last one too.
     *
     * @param prefixed whether it begins with {@code CEF:}, as it does wherever nothing before it says so
     */
    void write(CefEvent event, boolean prefixed) {
        if (prefixed) {
            out.octets(PREFIX);
        }
        header(event.header());
        List<CefField> fields = event.fields();
        for (int i = 0; i < fields.size(); i++) {
            field(fields.get(i));
        }
        settleLabels();
    }

    /** Writes a part of a header field, and a space behind a backslash at its end. */
    void headerText(String text, int from, int end) {
        out.text(text, from, end, headerEscaping);
        // Readers that split at (?<!\\)\| would not see the pipe behind an escaped backslash (P7).
        if (end > from && text.charAt(end - 1) == '\\') {
            out.octet(' ');
        }
    }

    private void header(CefHeader header) {
        out.octet('0');
        out.octet('|');
        headerField("vendor", header.vendor(), CefHeader.VENDOR_OCTETS_MAX);
        headerField("product", header.product(), CefHeader.PRODUCT_OCTETS_MAX);
        headerField("version", header.version(), CefHeader.VERSION_OCTETS_MAX);
        headerField("eventClassId", header.eventClassId(), CefHeader.CLASS_ID_OCTETS_MAX);
        nameStart = out.length();
        nameLength = headerField("name", header.name(), CefHeader.NAME_OCTETS_MAX);
        out.ascii(header.severity());
        out.octet('|');
    }

    /** Writes a header field within its limit in unescaped octets, and says how many octets were written. */
    private int headerField(String field, String text, int octetsMax) {
        int before = out.length();
        int from = headerEscaping.start(text);
        int end = headerEscaping.end(text, from, text.length());
        headerText(text, from, end);
        if (out.length() - before > octetsMax && TextCut.unescaped(text, from, end, octetsMax, headerEscaping) < end) {
            out.truncate(before);
            cutHeaderField(field, text, end, octetsMax);
        }
        int length = out.length() - before;
        out.octet('|');
        return length;
    }

    private void cutHeaderField(String field, String text, int end, int octetsMax) {
        int from = headerEscaping.startOfCut(text);
        int trimmed = headerEscaping.endOfCut(text, from, end);
        int cut = TextCut.unescaped(text, from, trimmed, octetsMax, headerEscaping);
        if (cut < trimmed) {
            warnings.add(new Warning(Warning.Kind.TRUNCATED, field));
        }
        headerText(text, from, cut);
    }

    private void field(CefField field) {
        pairs.claim(field.key());
        if (field instanceof CefField.Text text) {
            text(text);
        } else if (field instanceof CefField.Whole whole) {
            whole(whole.key(), whole.number(), whole.keep());
        } else if (field instanceof CefField.Decimal decimal) {
            decimal(decimal);
        } else if (field instanceof CefField.Time time) {
            time(time);
        }
    }

    private void text(CefField.Text field) {
        String text = field.text();
        boolean plain = field.key().type() == CefType.TEXT || form == CefForm.WRITTEN;
        Escaping escaping = plain ? valueEscaping : Escaping.VALUE;
        int from = escaping.start(text);
        int end = escaping.end(text, from, text.length());
        if (from == end || escaping.isBlank(text)) {
            return;
        }
        if (plain) {
            pair(field.key(), text, from, end, field.keep());
        } else {
            typed(field.key(), text.substring(from, end), field.keep());
        }
    }

    /** A text whose key wants an address, a number or a time. */
    private void typed(CefKey key, String text, Keep keep) {
        if (key.type() == CefType.INTEGER) {
            Long number = CefType.wholeNumber(text);
            if (number != null) {
                whole(key, number, keep);
                return;
            }
        }
        String canonical = key.type().canonical(text);
        if (canonical != null) {
            pair(key, canonical, 0, canonical.length(), keep);
        } else if (!ipv6InPlaceOf(key, text, keep)) {
            warn(key.type().warning(), key);
        }
    }

    /** {@code src}, {@code dst} and {@code dvc} hold IPv4 only; IPv6 has keys of its own (P12). */
    private boolean ipv6InPlaceOf(CefKey key, String text, Keep keep) {
        Ipv6Key ipv6 = Ipv6Key.of(key);
        String address = ipv6 == null ? null : IpAddress.ipv6Only(text);
        if (ipv6 == null || address == null) {
            return false;
        }
        pairs.claim(ipv6.key());
        pairs.claim(ipv6.labelKey());
        pair(ipv6.key(), address, 0, address.length(), keep);
        pair(ipv6.labelKey(), ipv6.label(), 0, ipv6.label().length(), keep);
        return true;
    }

    private void pair(CefKey key, String text, int from, int end, Keep keep) {
        int start = out.length();
        out.octets(key.prefix());
        int valueStart = out.length();
        out.text(text, from, end, valueEscaping);
        if (out.length() - valueStart > key.octetsMax()
                && TextCut.unescaped(text, from, end, key.octetsMax(), valueEscaping) < end) {
            out.truncate(valueStart);
            cutValue(key, text, end);
        }
        if (out.length() == valueStart) {
            out.truncate(start); // not one cluster is within the limit, and an empty value is left out (P5)
            return;
        }
        out.octet(' ');
        pairs.add(key, text, keep, start);
    }

    private void cutValue(CefKey key, String text, int end) {
        int from = valueEscaping.startOfCut(text);
        int trimmed = valueEscaping.endOfCut(text, from, end);
        int cut = TextCut.unescaped(text, from, trimmed, key.octetsMax(), valueEscaping);
        if (cut < trimmed) {
            warn(Warning.Kind.TRUNCATED, key);
        }
        out.text(text, from, cut, valueEscaping);
    }

    private void whole(CefKey key, long number, Keep keep) {
        if (!key.type().takesWholeNumbers()) {
            typed(key, Long.toString(number), keep);
            return;
        }
        if (!key.holds(number)) {
            warn(key.isPort() ? Warning.Kind.PORT_RANGE : Warning.Kind.NUMBER_RANGE, key);
            return;
        }
        int start = out.length();
        out.octets(key.prefix());
        out.decimal(number);
        out.octet(' ');
        pairs.add(key, "", keep, start);
    }

    private void time(CefField.Time field) {
        switch (form) {
            case STANDARD -> whole(field.key(), field.time().toEpochMilli(), field.keep());
            case MDI, WRITTEN -> {
                String text = MdiTime.value(field.time());
                pair(field.key(), text, 0, text.length(), field.keep());
            }
        }
    }

    private void decimal(CefField.Decimal field) {
        if (!Double.isFinite(field.number())) {
            warn(Warning.Kind.NOT_A_NUMBER, field.key());
            return;
        }
        String text = CefType.plain(field.number());
        CefType type = field.key().type();
        if (type == CefType.DECIMAL || type == CefType.TEXT) {
            pair(field.key(), text, 0, text.length(), field.keep());
        } else {
            typed(field.key(), text, field.keep());
        }
    }

    /** A label goes with its value (P5); a custom value without a label is sent, but said. */
    private void settleLabels() {
        for (int i = 0; i < pairs.count(); i++) {
            Pairs.Pair pair = pairs.get(i);
            CefKey key = pair.key();
            if (key.labelled() != null && pairs.find(key.labelled()) == null) {
                pairs.remove(pair);
            } else if (key.label() != null && pairs.find(key.label()) == null) {
                warn(Warning.Kind.NO_LABEL, key);
            }
        }
    }

    private void warn(Warning.Kind kind, CefKey key) {
        warnings.add(new Warning(kind, key.name()));
    }
}
