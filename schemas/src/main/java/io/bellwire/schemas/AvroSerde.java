package io.bellwire.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Turns one type of Avro record into the bytes of a Kafka value and back, by Avro's single-object encoding: ten octets
 * that tell the writer's schema, then the record. What a newer program wrote is read without the fields that this one does
 * not know: new fields stand at the end. Thread-safe.
 *
 * @param <T> the generated record
 */
public final class AvroSerde<T extends SpecificRecordBase> {
    static {
        // Avro instantiates only classes of packages that it was told to trust.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(AvroSerde.class.getPackageName())));
    }

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int FINGERPRINT_AT = MARKER.length;
    private static final int RECORD_AT = 10;

    /** Of every type and version that this program knows. */
    private static final Set<Long> FINGERPRINTS = Stream.of(
                    Alert.SCHEMA$,
                    SyslogSettings.SCHEMA$,
                    InstanceStatus.SCHEMA$,
                    FormattingReceipt.SCHEMA$,
                    DeliveryReceipt.SCHEMA$,
                    TestRequest.SCHEMA$,
                    TestResult.SCHEMA$)
            .flatMap(schema -> SchemaVersions.of(schema.getName()).stream())
            .map(SchemaNormalization::parsingFingerprint64)
            .collect(Collectors.toUnmodifiableSet());

    /** Each thread's own, with the buffer in which it gathers texts. */
    private static final ThreadLocal<@Nullable BinaryDecoder> DECODERS = new ThreadLocal<>();

    private final BinaryMessageEncoder<T> encoder;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>(); // by the fingerprint of the writer's schema
    private final DatumReader<T> ofNewer; // of versions that this program does not know

    private AvroSerde(Class<T> type, Schema schema) {
        SpecificData model = SpecificData.getForClass(type);
        encoder = new BinaryMessageEncoder<>(model, schema);
        for (Schema writer : SchemaVersions.of(schema.getName())) {
            readers.put(
                    SchemaNormalization.parsingFingerprint64(writer), new SpecificDatumReader<>(writer, schema, model));
        }
        ofNewer = new SpecificDatumReader<>(schema, schema, model);
    }

    public static AvroSerde<Alert> alerts() {
        return new AvroSerde<>(Alert.class, Alert.SCHEMA$);
    }

    public static AvroSerde<SyslogSettings> settings() {
        return new AvroSerde<>(SyslogSettings.class, SyslogSettings.SCHEMA$);
    }

    public static AvroSerde<InstanceStatus> instances() {
        return new AvroSerde<>(InstanceStatus.class, InstanceStatus.SCHEMA$);
    }

    public static AvroSerde<FormattingReceipt> formattings() {
        return new AvroSerde<>(FormattingReceipt.class, FormattingReceipt.SCHEMA$);
    }

    public static AvroSerde<DeliveryReceipt> deliveries() {
        return new AvroSerde<>(DeliveryReceipt.class, DeliveryReceipt.SCHEMA$);
    }

    public static AvroSerde<TestRequest> testRequests() {
        return new AvroSerde<>(TestRequest.class, TestRequest.SCHEMA$);
    }

    public static AvroSerde<TestResult> testResults() {
        return new AvroSerde<>(TestResult.class, TestResult.SCHEMA$);
    }

    /** The bytes of a Kafka value. */
    public byte[] serialize(T value) {
        try {
            // A copy of what stands in a buffer that each thread uses again, and nothing around it.
            return encoder.encode(value).array();
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused bytes", e);
        }
    }

    /**
     * The record that these bytes hold, whichever version of the schema wrote it.
     *
     * @throws UndecodableRecordException when they hold none, or one of another type
     */
    public T deserialize(byte[] bytes) throws UndecodableRecordException {
        try {
            return decode(bytes);
        } catch (IOException | RuntimeException e) {
            // Avro throws whatever it stumbles over, of exceptions for lengths that no array has to those of the JDK.
            throw new UndecodableRecordException("not a record that this version of Bellwire can read", e);
        }
    }

    private T decode(byte[] bytes) throws IOException {
        if (bytes.length < RECORD_AT || !Arrays.equals(bytes, 0, FINGERPRINT_AT, MARKER, 0, MARKER.length)) {
            throw new IOException("the bytes do not begin as Avro's single-object encoding does");
        }
        // A decoder of an array, unlike one of a stream, makes no room for more than is there.
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, RECORD_AT, bytes.length - RECORD_AT, DECODERS.get());
        DECODERS.set(decoder);
        return reader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT))
                .read(null, decoder);
    }

    private DatumReader<T> reader(long fingerprint) throws IOException {
        DatumReader<T> reader = readers.get(fingerprint);
        if (reader != null) {
            return reader;
        }
        if (FINGERPRINTS.contains(fingerprint)) {
            throw new IOException("a record of another type");
        }
        return ofNewer;
    }
}
