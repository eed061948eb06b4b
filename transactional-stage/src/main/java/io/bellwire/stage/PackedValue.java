package io.bellwire.stage;

import net.jpountz.lz4.LZ4Factory;

/** A key or value in little memory, until it is asked for. */
final class PackedValue {
    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    private final byte[] packed;
    private final int length;

    private PackedValue(byte[] packed, int length) {
        this.packed = packed;
        this.length = length;
    }

    /** The octets packed, or as they are when that would not save half of them. */
    static Object of(byte[] octets) {
        byte[] packed = LZ4.fastCompressor().compress(octets);
        return packed.length < octets.length / 2 ? new PackedValue(packed, octets.length) : octets;
    }

    byte[] unpacked() {
        return LZ4.safeDecompressor().decompress(packed, length);
    }
}
