package io.bellwire.endtoend.reading;

import io.bellwire.cef.AlertCheck;
import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertDestination;
import io.bellwire.schemas.AlertKind;
import io.bellwire.schemas.AlertSeverity;
import io.bellwire.schemas.AlertSource;
import io.bellwire.schemas.ExtensionField;
import io.bellwire.schemas.Trigger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts made to trouble encoders and readers, all of them such as the intake accepts. The alert at an index depends on the
 * seed and the index only, so that one of them can be looked at alone. Thread-safe.
 */
public final class GeneratedAlerts {
    /** Enough for every build; docs/WIRE.md tells of 100,000. */
    private static final int COUNT_USUAL = 20_000;

    private static final long YEAR_2020 = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long TEN_YEARS_MILLIS = 10L * 365 * 86_400_000;

    /** Times at which something changes: years that do not have four digits, leap days, new years, changes of clocks. */
    private static final List<Long> TIMES = Stream.of(
                    Instant.EPOCH,
                    Instant.ofEpochMilli(-1),
                    Instant.ofEpochMilli(Long.MAX_VALUE),
                    Instant.ofEpochMilli(Long.MIN_VALUE),
                    Instant.parse("9999-12-31T23:59:59.999Z"),
                    Instant.parse("+10000-01-01T00:00:00Z"),
                    Instant.parse("0000-01-01T00:00:00Z"),
                    Instant.parse("-0001-12-31T23:59:59.999Z"),
                    Instant.parse("2024-02-29T23:59:59.999Z"),
                    Instant.parse("2024-12-31T23:59:59.999Z"),
                    Instant.parse("2024-03-10T07:00:00Z"),
                    Instant.parse("2024-11-03T06:30:00.001Z"),
                    Instant.parse("2038-01-19T03:14:08Z"))
            .map(Instant::toEpochMilli)
            .toList();

    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "255.255.255.255",
            "0.0.0.0",
            " 192.0.2.1 ",
            "2001:0DB8:0:0:0:0:0:1",
            "::",
            "::1",
            "fe80::1%eth0",
            "::ffff:192.0.2.7",
            "::FFFF:0a00:0001",
            "2001:db8:0:0:1:0:0:1",
            "1:0:0:2:0:0:0:3",
            "1:2:3:4:5:6:0:8",
            "64:ff9b::192.0.2.33",
            "",
            " ");

    private static final Sensor[] SENSORS = Sensor.values();
    private static final int[] PORTS = {0, 1, 443, 49_152, 65_535};
    private static final long[] NUMBERS = {0, 1, 7, 2003, Long.MAX_VALUE};
    private static final long[] EXTERNAL_IDS = {0, -1, 2003, Long.MAX_VALUE, Long.MIN_VALUE};

    private final long seed;
    private final int count;
    private final AtomicInteger refused = new AtomicInteger();

    public GeneratedAlerts(long seed, int count) {
        this.seed = seed;
        this.count = count;
        System.out.println(
                count + " generated alerts, seed " + seed + " (-Dbellwire.generated-alerts-seed=" + seed + ")");
    }

    /** As many as asked for by {@code -Dbellwire.generated-alerts}, of the seed {@code -Dbellwire.generated-alerts-seed}. */
    public static GeneratedAlerts asAskedFor() {
        return new GeneratedAlerts(
                Long.getLong("bellwire.generated-alerts-seed", 20_261_124),
                Integer.getInteger("bellwire.generated-alerts", COUNT_USUAL));
    }

    public int count() {
        return count;
    }

    /** How many were made beside those that were given, and left aside because the intake refuses them. */
    public int refused() {
        return refused.get();
    }

    /** The alert at this index. */
    public Alert at(int index) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + index);
        while (true) {
            Alert alert = any(index, random);
            if (AlertCheck.faults(alert).isEmpty()) {
                return alert;
            }
            refused.incrementAndGet();
        }
    }

    private static Alert any(int index, RandomGenerator random) {
        AlertKind kind = anyOf(AlertKind.values(), random);
        boolean started = kind == AlertKind.SECURITY_ALERT || random.nextBoolean();
        return Alert.newBuilder()
                .setId(NastyText.visible(110, random) + "#" + index)
                .setKind(kind)
                .setTrigger(anyOf(Trigger.values(), random))
                .setType(random.nextInt(3) == 0 ? "AccountEnumerationSecurityAlert" : "T" + NastyText.upTo(125, random))
                .setExternalId(seldomNull(() -> EXTERNAL_IDS[random.nextInt(EXTERNAL_IDS.length)], random))
                .setName(NastyText.upTo(510, random))
                .setSeverity(anyOf(AlertSeverity.values(), random))
                .setStartTime(started ? startTime(random) : null)
                .setAcceptedAt(Instant.ofEpochMilli(millis(random)))
                .setSensor(anySensor(random))
                .setVendor("V" + NastyText.upTo(61, random))
                .setProduct("Azure ATP" + NastyText.upTo(53, random))
                .setProductVersion(NastyText.upTo(28, random) + ".")
                .setProtocol(text(31, random))
                .setSource(seldomNull(() -> source(random), random))
                .setDestination(seldomNull(() -> destination(random), random))
                .setOutcome(text(63, random))
                .setCount(seldomNull(() -> NUMBERS[random.nextInt(NUMBERS.length)], random))
                .setMessage(text(1023, random))
                .setUrl(text(4000, random))
                .setExtension(extension(random))
                .build();
    }

    private static AlertSource source(RandomGenerator random) {
        return AlertSource.newBuilder()
                .setHost(text(1023, random))
                .setFqdn(text(1023, random))
                .setIp(address(random))
                .setUser(text(1023, random))
                .setPort(seldomNull(() -> PORTS[random.nextInt(PORTS.length)], random))
                .build();
    }

    private static AlertDestination destination(RandomGenerator random) {
        return AlertDestination.newBuilder()
                .setHost(text(1023, random))
                .setIp(address(random))
                .setUser(text(1023, random))
                .setPort(seldomNull(() -> PORTS[random.nextInt(PORTS.length)], random))
                .build();
    }

    private static List<ExtensionField> extension(RandomGenerator random) {
        int count = random.nextInt(4) == 0 ? random.nextInt(20) : random.nextInt(5);
        Set<ExtensionKey> keys = new LinkedHashSet<>();
        while (keys.size() < count) {
            keys.add(ExtensionKey.ALL.get(random.nextInt(ExtensionKey.ALL.size())));
        }
        return keys.stream()
                .map(key -> new ExtensionField(key.key(), key.anyValue(random)))
                .toList();
    }

    private static @Nullable String address(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 ->
                IntStream.range(0, 8)
                        .mapToObj(group -> random.nextInt(3) == 0 ? "0" : Integer.toHexString(random.nextInt(0x10000)))
                        .reduce((left, right) -> left + ":" + right)
                        .orElseThrow();
            case 2 -> random.nextInt(256) + "." + random.nextInt(256) + ".0." + random.nextInt(256);
            default -> ADDRESSES.get(random.nextInt(ADDRESSES.size()));
        };
    }

    private static @Nullable String anySensor(RandomGenerator random) {
        return random.nextInt(3) == 0 ? null : anyOf(SENSORS, random).given();
    }

    private static long millis(RandomGenerator random) {
        return random.nextInt(10) == 0
                ? TIMES.get(random.nextInt(TIMES.size()))
                : YEAR_2020 + random.nextLong(TEN_YEARS_MILLIS);
    }

    private static Instant startTime(RandomGenerator random) {
        return random.nextInt(10) == 0
                ? Instant.EPOCH.plusNanos(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE)
                : Instant.ofEpochMilli(YEAR_2020 + random.nextLong(TEN_YEARS_MILLIS))
                        .plusNanos(random.nextInt(1_000_000));
    }

    private static @Nullable String text(int octetsMax, RandomGenerator random) {
        return seldomNull(() -> NastyText.upTo(octetsMax, random), random);
    }

    private static <T> @Nullable T seldomNull(Supplier<T> value, RandomGenerator random) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private static <T> T anyOf(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }
}
