package io.bellwire.formatter;

import static java.util.Objects.requireNonNull;

import io.bellwire.cef.Warning;
import io.bellwire.schemas.SyslogFormat;
import io.bellwire.settings.NotificationKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts each way in which an alert can leave the formatter. */
final class FormatterMetrics {
    private static final String FORMATTED = "bellwire.messages.formatted";
    private static final String FILTERED = "bellwire.alerts.filtered";
    private static final String REJECTED = "bellwire.alerts.rejected";
    /** Every alert is counted by one of these. */
    static final List<String> HANDLED = List.of(FORMATTED, FILTERED, REJECTED);

    private final Map<NotificationKind, Counter> filtered = new EnumMap<>(NotificationKind.class);
    private final Map<SyslogFormat, Counter> formatted = new EnumMap<>(SyslogFormat.class);
    private final Map<Warning.Kind, Counter> warnings = new EnumMap<>(Warning.Kind.class);
    private final Counter skipped;
    private final Counter shortened;
    private final Counter rejected;

    FormatterMetrics(MeterRegistry registry) {
        for (NotificationKind kind : NotificationKind.values()) {
            filtered.put(kind, filteredCounter(registry, kind.label()));
        }
        for (SyslogFormat format : SyslogFormat.values()) {
            formatted.put(
                    format,
                    Counter.builder(FORMATTED)
                            .description("Syslog messages made of alerts")
                            .tag("format", format.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (Warning.Kind kind : Warning.Kind.values()) {
            warnings.put(
                    kind,
                    Counter.builder("bellwire.message.warnings")
                            .description("Values that were cut, left out or sent without their label")
                            .tag("kind", kind.label())
                            .register(registry));
        }
        skipped = filteredCounter(registry, "skipped");
        shortened = Counter.builder("bellwire.messages.shortened")
                .description("Messages in which something gave way to the size limit")
                .register(registry);
        rejected = Counter.builder(REJECTED)
                .description("Alerts set aside for good")
                .tag("reason", "unformattable")
                .register(registry);
    }

    /** Adds what became of a batch whose messages went out in this format. */
    void add(SyslogFormat format, FormattingTally tally) {
        filtered.forEach((kind, counter) -> counter.increment(tally.filteredOf(kind)));
        skipped.increment(tally.skippedCount());
        requireNonNull(formatted.get(format)).increment(tally.formattedCount());
        shortened.increment(tally.shortenedCount());
        rejected.increment(tally.rejectedCount());
        tally.warnings()
                .forEach((kind, count) -> requireNonNull(warnings.get(kind)).increment(count));
    }

    private static Counter filteredCounter(MeterRegistry registry, String kind) {
        return Counter.builder(FILTERED)
                .description("Alerts that the settings keep from being sent")
                .tag("kind", kind)
                .register(registry);
    }
}
