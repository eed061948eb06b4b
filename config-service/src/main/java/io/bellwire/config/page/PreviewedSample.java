package io.bellwire.config.page;

import io.bellwire.config.preview.MessagePart;
import io.bellwire.config.preview.MessagePreview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message of one sample as the page shows it.
 *
 * @param hex lines of sixteen octets with what can be read of them
 * @param saved the same sample under the saved settings; null when it is the same, or when nothing is saved
 */
record PreviewedSample(
        String title,
        MessagePreview preview,
        List<HexLine> hex,
        @Nullable String saved) {
    private static final int OCTETS_A_LINE = 16;

    /** @param at offset of the first octet, four hex digits */
    record HexLine(String at, String octets, String text) {}

    /** @param saved of the same samples in the same order; empty when nothing is saved */
    static List<PreviewedSample> of(List<MessagePreview> wanted, List<MessagePreview> saved) {
        List<PreviewedSample> samples = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            samples.add(of(wanted.get(i), saved.isEmpty() ? null : saved.get(i)));
        }
        return List.copyOf(samples);
    }

    private static PreviewedSample of(MessagePreview wanted, @Nullable MessagePreview saved) {
        String other = saved == null || form(saved).equals(form(wanted)) ? null : saved.message();
        return new PreviewedSample(title(wanted.sample()), wanted, hex(wanted.frame()), other);
    }

    /** Without the moment in which the sample was made. */
    private static List<String> form(MessagePreview preview) {
        List<String> form = new ArrayList<>();
        for (MessagePart part : preview.parts()) {
            boolean moment = part.name().equals("TIMESTAMP")
                    || part.name().equals("rt")
                    || part.name().equals("start");
            form.add(part.name() + "=" + (moment ? part.text().length() : part.text()));
        }
        form.add(preview.frame().substring(0, OCTETS_A_LINE / 2));
        return form;
    }

    private static String title(String sample) {
        return switch (sample) {
            case "new-security-alert" -> "A new security alert";
            case "updated-security-alert" -> "An updated security alert";
            case "new-health-issue" -> "A new health issue";
            default -> "An alert that is too long";
        };
    }

    private static List<HexLine> hex(String frame) {
        byte[] octets = HexFormat.of().parseHex(frame);
        List<HexLine> lines = new ArrayList<>();
        for (int at = 0; at < octets.length; at += OCTETS_A_LINE) {
            int until = Math.min(at + OCTETS_A_LINE, octets.length);
            lines.add(new HexLine(
                    String.format("%04x", at),
                    HexFormat.ofDelimiter(" ").formatHex(octets, at, until),
                    readable(octets, at, until)));
        }
        return List.copyOf(lines);
    }

    /** ASCII as it is, a dot for every other octet. */
    private static String readable(byte[] octets, int from, int until) {
        return new String(octets, from, until - from, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }
}
