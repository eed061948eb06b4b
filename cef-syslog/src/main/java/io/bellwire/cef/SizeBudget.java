package io.bellwire.cef;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gives way, and in which order, when a message is longer than its limit (P18): {@code msg} is shortened, then pairs
 * go from the end, value and label together, then the name is cut if it may be. Not thread-safe.
 */
final class SizeBudget {
    private static final CefKey MSG = CefDictionary.standard().key("msg");

    private final CefForm form;
    private final MessageBuffer out;
    private final Pairs pairs;
    private final CefEncoder cef;
    private final List<Warning> warnings;

    SizeBudget(CefForm form, MessageBuffer out, Pairs pairs, CefEncoder cef, List<Warning> warnings) {
        this.form = form;
        this.out = out;
        this.pairs = pairs;
        this.cef = cef;
        this.warnings = warnings;
    }

    /**
     * Shortens the message in the buffer until it fits.
     *
     * @throws UnencodableMessageException {@link Refusal#TOO_LONG} when what has to stay does not fit
     */
    void fit(CefEvent event, int octetsMax) {
        if (excess(octetsMax) > 0) {
            shortenMsg(octetsMax);
            drop(Keep.WHILE_IT_FITS, octetsMax);
            drop(Keep.ALMOST_ALWAYS, octetsMax);
            if (event.nameMayBeCut()) {
                cutName(event.header(), octetsMax);
            }
        }
        if (excess(octetsMax) > 0) {
            throw new UnencodableMessageException(
                    Refusal.TOO_LONG,
                    "the parts that are never cut take " + length() + " octets, " + octetsMax + " are allowed");
        }
    }

    /** The length of the message without the space behind the last pair. */
    int length() {
        return pairs.count() > 0 ? out.length() - 1 : out.length();
    }

    private int excess(int octetsMax) {
        return length() - octetsMax;
    }

    private void shortenMsg(int octetsMax) {
        Pairs.Pair msg = pairs.find(MSG);
        if (msg == null || msg.keep() != Keep.WHILE_IT_FITS) {
            return;
        }
        int room = msg.valueLength() - excess(octetsMax);
        String text = msg.text();
        int from = form.value().startOfCut(text);
        int end = room <= 0 ? from : TextCut.written(text, from, text.length(), room, form.value());
        if (end == from) {
            drop(msg);
            return;
        }
        int mark = out.length();
        out.text(text, from, end, form.value());
        pairs.replaceValue(msg, mark);
        warnings.add(new Warning(Warning.Kind.MESSAGE_TRUNCATED, MSG.name()));
    }

    private void drop(Keep keep, int octetsMax) {
        for (int i = pairs.count() - 1; i >= 0 && excess(octetsMax) > 0; i--) {
            Pairs.Pair pair = pairs.get(i);
            if (pair.isGone()) {
                continue;
            }
            Pairs.Pair partner = partner(pair);
            if (pair.keep() == keep && (partner == null || partner.keep().compareTo(keep) <= 0)) {
                drop(pair);
                if (partner != null) {
                    drop(partner);
                }
            }
        }
    }

    private Pairs.@Nullable Pair partner(Pairs.Pair pair) {
        Pairs.Pair value = pairs.find(pair.key().labelled());
        return value == null ? pairs.find(pair.key().label()) : value;
    }

    private void drop(Pairs.Pair pair) {
        warnings.add(new Warning(Warning.Kind.DROPPED, pair.key().name()));
        pairs.remove(pair);
    }

    private void cutName(CefHeader header, int octetsMax) {
        int excess = excess(octetsMax);
        if (excess <= 0) {
            return;
        }
        int room = cef.nameLength() - excess;
        String name = header.name();
        int end = nameEnd(name, room);
        if (form.header().startOfCut(name) >= end) {
            // Not even its first cluster fits: as with a blank name, the class id stands in (P6).
            name = header.eventClassId();
            end = nameEnd(name, room);
        }
        int mark = out.length();
        cef.headerText(name, form.header().startOfCut(name), end);
        out.replace(cef.nameStart(), cef.nameLength(), mark);
        warnings.add(new Warning(Warning.Kind.TRUNCATED, "name"));
    }

    private int nameEnd(String name, int room) {
        // A name that ends in a backslash gets one more space (P7).
        int spare = name.indexOf('\\') < 0 ? 0 : 1;
        int from = form.header().startOfCut(name);
        return room - spare <= 0 ? from : TextCut.written(name, from, name.length(), room - spare, form.header());
    }
}
