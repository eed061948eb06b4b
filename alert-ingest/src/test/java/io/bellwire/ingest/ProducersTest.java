package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong nanoTime = new AtomicLong();

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
    void fileWhoseRightsAreMendedIsReadAgain() throws IOException {
        Path file = write("siem " + SIEM);
        Producers producers = producers(null, file);
        FileTime written = Files.getLastModifiedTime(write("lab short"));
        assertThat(producers.of(LAB)).isNull();

        // In place, with the same length and time: what chmod leaves of a file is all there but for one time of Unix.
        Files.writeString(file, "lab " + LAB.substring(0, 5));
        Files.setLastModifiedTime(file, written);
        assertThat(producers.of(LAB)).isNull();
        assertThat(usable()).isZero();

        write("lab " + LAB);
        assertThat(usable()).isOne();
        assertThat(name(producers, LAB)).isEqualTo("lab");
    }

    @Test
    void whoPostedMoreThanHisRateWaitsAsLongAsThatTakes() throws IOException {
        Producers producers = producers(UNNAMED, write("siem " + SIEM + "\nlab " + LAB + " 5"));
        Producer lab = Objects.requireNonNull(producers.of(LAB));
        var request = new MockHttpServletRequest();

        lab.admit(request);
        assertThat(Producer.of(request)).isSameAs(lab);
        lab.posted(505);

        // 500 more than were there, and one to come, at 5 a second.
        assertThatRefused(lab, "101");
        nanoTime.addAndGet(Duration.ofSeconds(100).toNanos());
        assertThatRefused(lab, "1");
        nanoTime.addAndGet(Duration.ofMillis(200).toNanos());
        lab.admit(request);
        assertThatRefused(lab, "1");
        assertThat(registry.get("bellwire.producer.throttled")
                        .tag("producer", "lab")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void othersGoOnWhileOneWaits() throws IOException {
        Producers producers = producers(UNNAMED, write("siem " + SIEM + "\nlab " + LAB + " 5"));
        Objects.requireNonNull(producers.of(LAB)).posted(1_000);

        for (String token : List.of(SIEM, UNNAMED)) {
            Producer other = Objects.requireNonNull(producers.of(token));
            other.posted(1_000_000);
            other.admit(new MockHttpServletRequest());
        }
    }

    @Test
    void changedFileForgivesNobodyWhoseRateStays() throws IOException {
        Producers producers = producers(null, write("lab " + LAB + " 5"));
        Objects.requireNonNull(producers.of(LAB)).posted(1_000);

        write("lab " + SIEM + " 5");
        assertThatRefused(Objects.requireNonNull(producers.of(SIEM)), "199");

        write("lab " + SIEM + " 6");
        Objects.requireNonNull(producers.of(SIEM)).admit(new MockHttpServletRequest());
    }

    private static void assertThatRefused(Producer producer, String retryAfter) {
        assertThatThrownBy(() -> producer.admit(new MockHttpServletRequest()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(429);
                    assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo(retryAfter);
                    assertThat(refused.getBody().getDetail())
                            .isEqualTo("The rate of this token is 5 alerts per second, and more were posted");
                });
    }

    private double usable() {
        return registry.get("bellwire.ingest.tokens.usable").gauge().value();
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
                registry,
                new FakeTime());
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

    private final class FakeTime implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
