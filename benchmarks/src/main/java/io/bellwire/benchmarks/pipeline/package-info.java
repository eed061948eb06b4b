/** Bellwire as users run it, beside others, on the same alerts, with the same broker and receiver. */
@NullMarked
package io.bellwire.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
