package io.bellwire.benchmarks.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Octets with places for a number and a time, so that a million different ones cost next to nothing to make. */
public final class NumberedOctets {
    /** Stands where the number goes; no encoding that is used here escapes it. */
    static final String NUMBER = "##########";
    /** Stands where the time goes, in microseconds since the epoch. */
    static final String MICROS = "@@@@@@@@@@@@@@@@";

    /** Every message ends with its number, a space and its time. */
    public static final int TAIL_OCTETS = NUMBER.length() + 1 + MICROS.length();

    private final byte[] octets;
    private final int[] numbersAt;
    private final int[] microsAt;

    NumberedOctets(byte[] octets) {
        this.octets = octets.clone();
        numbersAt = places(octets, NUMBER);
        microsAt = places(octets, MICROS);
    }

    /** With this number and time. */
    public byte[] of(long number, long micros) {
        byte[] made = octets.clone();
        for (int at : numbersAt) {
            write(number, made, at, NUMBER.length());
        }
        for (int at : microsAt) {
            write(micros, made, at, MICROS.length());
        }
        return made;
    }

    /** The number of a message whose last octets begin here. */
    public static long number(byte[] octets, int tailAt) {
        return read(octets, tailAt, NUMBER.length());
    }

    /** Its time. */
    public static long micros(byte[] octets, int tailAt) {
        return read(octets, tailAt + NUMBER.length() + 1, MICROS.length());
    }

    /** The number with which these octets end, as ids do. */
    public static long numberAtEnd(byte[] octets) {
        return read(octets, octets.length - NUMBER.length(), NUMBER.length());
    }

    private static void write(long number, byte[] to, int at, int digits) {
        long left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            to[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private static long read(byte[] octets, int at, int digits) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + octets[i] - '0';
        }
        return number;
    }

    private static int[] places(byte[] octets, String place) {
        byte[] sought = place.getBytes(UTF_8);
        return IntStream.rangeClosed(0, octets.length - sought.length)
                .filter(at -> Arrays.equals(octets, at, at + sought.length, sought, 0, sought.length))
                .toArray();
    }
}
