package io.bellwire.benchmarks.pipeline;

import io.bellwire.benchmarks.receiver.Arrivals;

/** What the receiver has. */
record ReceivedProgress(Arrivals arrivals) implements Progress {
    @Override
    public Reading first() {
        return new Reading(0, arrivals.firstNanos());
    }

    @Override
    public Reading latest() {
        return new Reading(arrivals.different(), arrivals.lastNanos());
    }

    @Override
    public long twice() {
        return arrivals.twice();
    }
}
