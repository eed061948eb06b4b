package io.bellwire.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Processes of their own on the shared broker; when the last of them start, alerts flow. */
final class PipelineAttempt implements Attempt {
    private final Cluster cluster;
    private final String topic;
    private final List<String> groups;
    private final Progress progress;
    private final List<Launch> last;
    private final List<MeasuredProcess> own;
    private final List<MeasuredProcess> shared;

    /** Starts a process. */
    interface Launch {
        MeasuredProcess start() throws Exception;
    }

    /**
     * @param topic where it takes alerts from
     * @param groups in which its parts read
     * @param started in the order of their start
     * @param last start when alerts shall flow
     * @param shared not ended with the others
     */
    PipelineAttempt(
            Cluster cluster,
            String topic,
            List<String> groups,
            Progress progress,
            List<MeasuredProcess> started,
            List<Launch> last,
            List<MeasuredProcess> shared) {
        this.cluster = cluster;
        this.topic = topic;
        this.groups = List.copyOf(groups);
        this.progress = progress;
        this.last = List.copyOf(last);
        this.own = new ArrayList<>(started);
        this.shared = List.copyOf(shared);
    }

    @Override
    public void flow() throws Exception {
        for (Launch launch : last) {
            own.add(launch.start());
        }
    }

    @Override
    public List<MeasuredProcess> processes() {
        List<MeasuredProcess> all = new ArrayList<>(own);
        Collections.reverse(all);
        all.addAll(shared);
        return all;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public void awaitReady() throws Exception {
        for (String group : groups) {
            cluster.awaitReaders(group);
        }
    }

    /** The last one first, so that nobody has to wait for what another one sends. */
    @Override
    public void close() throws Exception {
        for (int i = own.size() - 1; i >= 0; i--) {
            own.get(i).close();
        }
    }
}
