package io.bellwire.benchmarks.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process used.
 *
 * @param processorSeconds all of it
 * @param laterProcessorSeconds from the middle on: of the second half, or after the warm-up
 * @param residentMiB the most that it had in memory
 */
record Use(double processorSeconds, double laterProcessorSeconds, long residentMiB) {

    /** Processor seconds of each process until now. */
    static Map<String, Double> processorSeconds(List<MeasuredProcess> processes) throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (MeasuredProcess process : processes) {
            process.look();
            seconds.put(process.name(), process.processorSeconds());
        }
        return seconds;
    }

    /** Of each process until now, when so much had been used by the middle. */
    static Map<String, Use> of(List<MeasuredProcess> processes, Map<String, Double> byTheMiddle) throws IOException {
        Map<String, Use> use = new LinkedHashMap<>();
        for (MeasuredProcess process : processes) {
            process.look();
            double all = process.processorSeconds();
            double later = all - byTheMiddle.getOrDefault(process.name(), 0.0);
            use.put(process.name(), new Use(all, later, process.residentMiB()));
        }
        return use;
    }

    /** In another unit of time, or for another number of messages. */
    Use times(double all, double later) {
        return new Use(processorSeconds * all, laterProcessorSeconds * later, residentMiB);
    }
}
