package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class ProducersTest {
    private static final String UNNAMED = "the-token";
    private static final String SIEM = "siem-token-012345";
    private static final String LAB = "lab-token-0123456";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    @Test
    void eachTokenIsThatOfItsProducer() throws IOException {
        Producers producers = producers(UNNAMED, write("siem " + SIEM + "\nlab " + LAB + " 5\n"));

        assertThat(name(producers, UNNAMED)).isEqualTo("default");
        assertThat(name(producers, SIEM)).isEqualTo("siem");
        assertThat(name(producers, LAB)).isEqualTo("lab");
        assertThat(producers.of("siem")).isNull();
        assertThat(producers.of("")).isNull();
    }

    @Test
    void producerIsShutOutAsSoonAsHisLineIsGone(CapturedOutput output) throws IOException {
        Producers producers = producers(null, write("siem " + SIEM + "\nlab " + LAB));

        write("siem " + SIEM);

        assertThat(producers.of(LAB)).isNull();
        assertThat(name(producers, SIEM)).isEqualTo("siem");
        assertThat(output).contains("Changed ingest tokens taken up").doesNotContain(LAB, SIEM);
    }

    @Test
    void swappedLinkIsFollowedEachTime() throws IOException {
        Path link = directory.resolve("tokens");
        link(link, Files.writeString(directory.resolve("1"), "siem " + SIEM));
        Producers producers = producers(null, link);

        link(link, Files.writeString(directory.resolve("2"), "lab " + LAB));
        assertThat(producers.of(SIEM)).isNull();
        link(link, directory.resolve("1"));
        assertThat(producers.of(LAB)).isNull();
        assertThat(name(producers, SIEM)).isEqualTo("siem");
    }

    @Test
    void unusableChangeIsReportedOnceAndChangesNothing(CapturedOutput output) throws IOException {
        Path file = write("siem " + SIEM);
        Producers producers = producers(null, file);

        write("siem short");
        assertThat(name(producers, SIEM)).isEqualTo("siem");
        assertThat(name(producers, SIEM)).isEqualTo("siem");
        assertThat(output.getOut().split("cannot be used", -1)).hasSize(2);
        assertThat(output).contains("line 1: the token of 'siem' is shorter than 16 characters");

        Files.delete(file);
        assertThat(name(producers, SIEM)).isEqualTo("siem");
        assertThat(output).contains("cannot be read: no such file");

        write("siem " + LAB);
        assertThat(producers.of(SIEM)).isNull();
        assertThat(name(producers, LAB)).isEqualTo("siem");
    }

    @Test
    void namedTokenMustNotBeTheUnnamedOne() throws IOException {
        Path file = write("siem " + SIEM);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> producers(SIEM, file))
                .withMessageEndingWith("'siem' has the token of BELLWIRE_INGEST_TOKEN: each has its own");
    }

    @Test
    void whoPostedMoreThanHisRateWaits() throws IOException {
        Producers producers = producers(UNNAMED, write("siem " + SIEM + "\nlab " + LAB + " 5"));
        Producer lab = Objects.requireNonNull(producers.of(LAB));
        var request = new MockHttpServletRequest();

        lab.admit(request);
        assertThat(Producer.of(request)).isSameAs(lab);
        lab.posted(505);

        // 500 more than were there, and one to come, at 5 a second.
        assertThatThrownBy(() -> lab.admit(request)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.getStatusCode().value()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            Objects.requireNonNull(refused.getHeaders().getFirst("Retry-After"))))
                    .isBetween(90, 101);
            assertThat(refused.getBody().getDetail())
                    .isEqualTo("The rate of this token is 5 alerts per second, and more were posted");
        });
        assertThat(registry.get("bellwire.producer.throttled")
                        .tag("producer", "lab")
                        .counter()
                        .count())
                .isEqualTo(1);
        for (String token : new String[] {SIEM, UNNAMED}) {
            Producer other = Objects.requireNonNull(producers.of(token));
            other.posted(1_000_000);
            other.admit(request);
        }
    }

    @Test
    void changedFileForgivesNobodyWhoseRateStays() throws IOException {
        Producers producers = producers(null, write("lab " + LAB + " 5"));
        Objects.requireNonNull(producers.of(LAB)).posted(1_000);

        write("lab " + SIEM + " 5");
        Producer renewed = Objects.requireNonNull(producers.of(SIEM));
        assertThatThrownBy(() -> renewed.admit(new MockHttpServletRequest())).isInstanceOf(RefusedException.class);

        write("lab " + SIEM + " 6");
        Objects.requireNonNull(producers.of(SIEM)).admit(new MockHttpServletRequest());
    }

    private Producers producers(@Nullable String token, Path file) {
        return new Producers(
                new IngestProperties(
                        token,
                        null,
                        file,
                        0,
                        "1.0",
                        "localhost",
                        "",
                        12,
                        null,
                        DataSize.ofMegabytes(64),
                        null,
                        DataSize.ofMegabytes(512)),
                registry);
    }

    private static @Nullable String name(Producers producers, String token) {
        Producer producer = producers.of(token);
        return producer == null ? null : producer.name();
    }

    /** As it should be done: whoever reads sees the whole of the one or of the other. */
    private Path write(String lines) throws IOException {
        Path next = Files.writeString(directory.resolve("next"), lines);
        return Files.move(next, directory.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void link(Path link, Path target) throws IOException {
        Path next = Files.createSymbolicLink(directory.resolve("next-link"), target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
