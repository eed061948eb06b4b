package io.bellwire.benchmarks.pipeline;

import java.util.List;

/** A contender at work, from its start to its end. */
interface Attempt extends AutoCloseable {
    /** Does the last thing that is missing for alerts to flow. */
    void flow() throws Exception;

    /** All that do a part of the work, broker and receiver too. */
    List<MeasuredProcess> processes();

    /** How far it has come. */
    Progress progress();

    /** Where {@link #topic} is. */
    Cluster cluster();

    /** Where it takes alerts from. */
    String topic();

    /** Returns when all that it consists of reads what it is to read. */
    void awaitReady() throws Exception;

    @Override
    void close() throws Exception;
}
