/** The sender by itself, as it is shipped, on a real broker and a receiver that only counts. */
@NullMarked
package io.bellwire.benchmarks.sender;

import org.jspecify.annotations.NullMarked;
