/** A receiver in a process of its own, which tells which messages came, and when. */
@NullMarked
package io.bellwire.benchmarks.receiver;

import org.jspecify.annotations.NullMarked;
