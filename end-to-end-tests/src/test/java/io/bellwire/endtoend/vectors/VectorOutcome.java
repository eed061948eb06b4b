package io.bellwire.endtoend.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came out of a vector, as its field {@code expected} would write it. */
final class VectorOutcome {
    private static final int SHOWN_BEFORE_DIFFERENCE = 40;
    private static final int SHOWN = 160;

    /** Null when there are none, because of a refusal or since it is no message that was asked for. */
    private final byte @Nullable [] octets;

    private final List<String> warnings;
    private final String verdictField;

    /** A refusal's code, whether TLS accepts, or a fingerprint; empty for octets. */
    private final String verdict;

    private VectorOutcome(byte @Nullable [] octets, List<String> warnings, String verdictField, String verdict) {
        this.octets = octets;
        this.warnings = warnings;
        this.verdictField = verdictField;
        this.verdict = verdict;
    }

    static VectorOutcome octets(byte[] octets, List<String> warnings) {
        return new VectorOutcome(octets, warnings, "", "");
    }

    static VectorOutcome refused(String code) {
        return new VectorOutcome(null, List.of(), "refuse", code);
    }

    static VectorOutcome accept(boolean accept) {
        return new VectorOutcome(null, List.of(), "accept", String.valueOf(accept));
    }

    static VectorOutcome fingerprint(String fingerprint) {
        return new VectorOutcome(null, List.of(), "fingerprint", fingerprint);
    }

    /** In words; empty when all is as expected. */
    List<String> differencesFrom(VectorObject expected) {
        expected.allow(
                "bytes_hex",
                "length",
                "sha256",
                "prefix_hex",
                "suffix_hex",
                "text",
                "warnings",
                "refuse",
                "when",
                "accept",
                "fingerprint");
        for (String field : List.of("refuse", "accept", "fingerprint")) {
            if (expected.has(field)) {
                String wanted = expected.value(field).asString();
                boolean same = field.equals(verdictField) && wanted.equals(verdict);
                return same ? List.of() : List.of("expected " + field + " " + wanted + ", seen " + this);
            }
        }
        if (!expected.has("bytes_hex") && !expected.has("sha256")) {
            throw new UnusableVectorException("expected has neither octets nor a verdict to compare with");
        }
        if (octets == null) {
            return List.of("expected " + described(expected) + ", seen " + this);
        }
        List<String> differences = new ArrayList<>();
        compareOctets(expected, differences);
        List<String> wanted = expected.texts("warnings");
        if (!wanted.equals(warnings)) {
            differences.add("expected warnings " + wanted + ", seen " + warnings);
        }
        return differences;
    }

    private void compareOctets(VectorObject expected, List<String> differences) {
        if (expected.has("bytes_hex")) {
            compare(octets("bytes_hex", expected), octets, differences);
        }
        if (expected.has("prefix_hex")) {
            byte[] prefix = octets("prefix_hex", expected);
            compare(prefix, Arrays.copyOf(octets, Math.min(prefix.length, octets.length)), differences);
        }
        if (expected.has("suffix_hex")) {
            byte[] suffix = octets("suffix_hex", expected);
            int from = Math.max(0, octets.length - suffix.length);
            compare(suffix, Arrays.copyOfRange(octets, from, octets.length), differences);
        }
        if (expected.has("length") && expected.integer("length") != octets.length) {
            differences.add("expected length " + expected.integer("length") + ", seen " + octets.length);
        }
        if (expected.has("sha256") && !expected.text("sha256").equalsIgnoreCase(sha256())) {
            differences.add("expected sha256 " + expected.text("sha256") + ", seen " + sha256());
        }
    }

    private static void compare(byte[] wanted, byte[] seen, List<String> differences) {
        int at = Arrays.mismatch(wanted, seen);
        if (at >= 0) {
            differences.add("first difference at octet " + at + ": expected '" + shown(wanted, at) + "', seen '"
                    + shown(seen, at) + "'");
        }
    }

    private static byte[] octets(String field, VectorObject expected) {
        try {
            return HexFormat.of().parseHex(expected.text(field));
        } catch (IllegalArgumentException e) {
            throw new UnusableVectorException(field + " is no hex: " + e.getMessage());
        }
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String described(VectorObject expected) {
        return expected.has("bytes_hex")
                ? "'" + shown(octets("bytes_hex", expected), 0) + "'"
                : expected.integer("length") + " octets";
    }

    @Override
    public String toString() {
        return octets == null ? verdictField + " " + verdict : "'" + shown(octets, 0) + "'";
    }

    /** Some of it around a place, all but visible US-ASCII as hex in angle brackets. */
    private static String shown(byte[] octets, int at) {
        int from = Math.max(0, Math.min(at, octets.length) - SHOWN_BEFORE_DIFFERENCE);
        int end = Math.min(octets.length, from + SHOWN);
        StringBuilder text = new StringBuilder(from > 0 ? "..." : "");
        for (char octet : new String(octets, from, end - from, ISO_8859_1).toCharArray()) {
            text.append(octet >= ' ' && octet < 0x7F ? String.valueOf(octet) : String.format("<%02X>", (int) octet));
        }
        return text.append(end < octets.length ? "..." : "").toString();
    }
}
