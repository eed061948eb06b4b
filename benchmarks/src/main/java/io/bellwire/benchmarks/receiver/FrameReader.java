package io.bellwire.benchmarks.receiver;

import io.bellwire.benchmarks.alerts.NumberedOctets;

/** Finds where octet-counted frames (RFC 6587) of one connection end, and reads number and time there. Not thread-safe. */
final class FrameReader {
    private static final int TAIL = NumberedOctets.TAIL_OCTETS;
    private static final int FRAME_OCTETS_MAX = 1 << 20;

    private int announced; // as far as its digits have come
    private int missing; // octets of the frame that has begun; 0 while its length is read
    private boolean begunEarlier;
    private final byte[] tail = new byte[TAIL]; // what a frame that was cut has brought last

    /** Takes each frame. */
    interface Frames {
        void frame(long number, long micros);
    }

    /** @throws IllegalArgumentException when this is not how the frames of this benchmark look */
    void read(byte[] octets, int count, Frames frames) {
        int at = 0;
        while (at < count) {
            if (missing == 0) {
                readLength(octets[at++]);
                continue;
            }
            int taken = Math.min(missing, count - at);
            at += taken;
            missing -= taken;
            if (missing > 0 || begunEarlier) {
                keep(octets, at, taken);
            }
            if (missing == 0) {
                byte[] ending = begunEarlier ? tail : octets;
                int tailAt = begunEarlier ? 0 : at - TAIL;
                frames.frame(NumberedOctets.number(ending, tailAt), NumberedOctets.micros(ending, tailAt));
            }
            begunEarlier = missing > 0;
        }
    }

    private void readLength(byte octet) {
        if (octet == ' ') {
            if (announced < TAIL) {
                throw new IllegalArgumentException(
                        "a frame of " + announced + " octets is too short to be one of ours");
            }
            missing = announced;
            announced = 0;
        } else if (octet >= '0' && octet <= '9' && announced < FRAME_OCTETS_MAX) {
            announced = announced * 10 + octet - '0';
        } else {
            throw new IllegalArgumentException("octet " + octet + " where the length of a frame was expected");
        }
    }

    private void keep(byte[] octets, int to, int taken) {
        int kept = Math.min(taken, TAIL);
        System.arraycopy(tail, kept, tail, 0, TAIL - kept);
        System.arraycopy(octets, to - kept, tail, TAIL - kept, kept);
    }
}
