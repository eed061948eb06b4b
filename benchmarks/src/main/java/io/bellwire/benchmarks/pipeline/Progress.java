package io.bellwire.benchmarks.pipeline;

/** How far a contender has come. */
interface Progress {
    /**
     * What was seen at a moment.
     *
     * @param messages different ones, so far
     * @param nanos when the last of them came, by the clock of {@link System#nanoTime}
     */
    record Reading(long messages, long nanos) {}

    /** When the first came, and how many there were at that moment; no message as long as none has come. */
    Reading first() throws Exception;

    Reading latest() throws Exception;

    /** Messages that came once more, when all is over. */
    long twice() throws Exception;
}
