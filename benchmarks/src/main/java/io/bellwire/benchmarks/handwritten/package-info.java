/** The two stages without anything that is promised: what the bare work costs. An error ends them. */
@NullMarked
package io.bellwire.benchmarks.handwritten;

import org.jspecify.annotations.NullMarked;
