package io.bellwire.benchmarks.pipeline;

/** What stands in Kafka, of those who send nothing. Not thread-safe. */
final class WrittenProgress implements Progress {
    private final Count written;
    private final Count twice;
    private Reading first = new Reading(0, 0);

    /** Asks Kafka. */
    interface Count {
        long now() throws Exception;
    }

    /** @param twice looks at everything that was written */
    WrittenProgress(Count written, Count twice) {
        this.written = written;
        this.twice = twice;
    }

    @Override
    public Reading first() {
        return first;
    }

    @Override
    public Reading latest() throws Exception {
        Reading latest = new Reading(written.now(), System.nanoTime());
        if (first.messages() == 0) {
            first = latest;
        }
        return latest;
    }

    @Override
    public long twice() throws Exception {
        return twice.now();
    }
}
