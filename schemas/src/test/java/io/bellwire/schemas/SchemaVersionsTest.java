package io.bellwire.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A schema may change only so that records of every past version are read, and that a program of any past version, which
 * has never heard of the new one, reads what is written now. Whoever changes one keeps the new version as a file, and a
 * record of it.
 */
class SchemaVersionsTest {
    record Type(Schema schema, AvroSerde<? extends SpecificRecordBase> serde) {
        List<Schema> versions() {
            return SchemaVersions.of(schema.getName());
        }

        @Override
        public String toString() {
            return schema.getName();
        }
    }

    static List<Type> types() {
        return List.of(
                new Type(Alert.SCHEMA$, AvroSerde.alerts()),
                new Type(SyslogSettings.SCHEMA$, AvroSerde.settings()),
                new Type(InstanceStatus.SCHEMA$, AvroSerde.instances()),
                new Type(FormattingReceipt.SCHEMA$, AvroSerde.formattings()),
                new Type(DeliveryReceipt.SCHEMA$, AvroSerde.deliveries()),
                new Type(TestRequest.SCHEMA$, AvroSerde.testRequests()),
                new Type(TestResult.SCHEMA$, AvroSerde.testResults()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemaOfTodayIsKeptAsTheLastVersion(Type type) {
        List<Schema> versions = type.versions();

        assertThat(versions).isNotEmpty();
        assertThat(plain(versions.get(versions.size() - 1)))
                .as("keep the changed schema as versions/%s-%d.avsc", type, versions.size() + 1)
                .isEqualTo(plain(type.schema()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyVersionReadsWhatEveryOtherWrote(Type type) {
        for (Schema reader : type.versions()) {
            for (Schema writer : type.versions()) {
                assertThat(checkReaderWriterCompatibility(reader, writer).getType())
                        .as(checkReaderWriterCompatibility(reader, writer).getDescription())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void versionOnlyAddsFieldsAtTheEnd(Type type) {
        List<Schema> versions = type.versions();
        for (int later = 1; later < versions.size(); later++) {
            List<String> before = shapes(versions.get(later - 1));

            assertThat(shapes(versions.get(later))).startsWith(before.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void recordOfEachVersionIsRead(Type type) throws Exception {
        for (int version = 1; version <= type.versions().size(); version++) {
            String name = "records/" + type + "-" + version;

            SpecificRecordBase read = type.serde().deserialize(HexFormat.of().parseHex(text(name + ".hex")));

            assertThat(read.toString()).isEqualTo(text(name + ".json"));
        }
    }

    /** What an Avro record's bytes depend on, field by field. */
    private static List<String> shapes(Schema schema) {
        return schema.getFields().stream()
                .map(field -> field.name() + " " + SchemaNormalization.toParsingForm(field.schema()))
                .toList();
    }

    /** As the parser sees it: the generated class knows its strings as Java's. */
    private static String plain(Schema schema) {
        return schema.toString().replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"");
    }

    /** The file's lines, joined. */
    private static String text(String name) throws IOException {
        try (InputStream file = SchemaVersionsTest.class.getResourceAsStream(name)) {
            assertThat(file).as("keep a record of this version as %s", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
        }
    }
}
